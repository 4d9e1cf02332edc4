"""What things and people are called in made-up towns: made-up people, offices of no town, roads of 廊坊."""

from random import Random

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_DOUBLE_SURNAMES = ("欧阳", "尉迟", "上官", "司徒")
# Characters that make no well-known name together.
_FIRST = "若景书承安佳清亦知晓沐雨思语梓禾煜昕芷念星瑾云舒临望青砚言予既"
_SECOND = "禾岚舟宁澄远笛苇溪钧棠遥榆帆恬樵朔笙冉渡圃菱屿畅颀芃"

NORTH_SOUTH = ("银河路", "新开路", "新华路", "和平路", "建设路", "永兴路", "东安路", "裕华路")
EAST_WEST = ("南龙道", "光明道", "金光道", "爱民道", "广阳道", "北凤道")
# Beyond those, in the east and in the north of a whole city; no town is known to have them.
EASTERN = ("学苑路", "翠微路", "望岳路", "听松路", "芳泽路", "锦程路")
NORTHERN = ("崇文道", "揽月道", "青云道", "碧水道")

_OFFICES = (
    "财政局 教育局 民政局 司法局 人社局 自然资源局 生态环境局 住建局 城管局 交通运输局 水务局 农业农村局 商务局 "
    "文旅局 卫健局 退役军人局 应急局 审计局 市场监管局 体育局 统计局 医保局 行政审批局 信访局 税务局 气象局 档案馆 "
    "图书馆 文化馆 博物馆 供销社 总工会 妇联 科协 文联 残联 红十字会 工商联 公积金中心 园林局 房管局 邮政局 "
    "供电公司 自来水公司 热力公司 燃气公司 公交公司 环卫中心 融媒体中心 疾控中心 中医院 人民医院 妇幼保健院 "
    "职教中心 党校 开放大学"
)


def people(random: Random, count: int) -> tuple[str, ...]:
    """`count` names, no two the same, one in seven of them short; at most 5,000."""
    found: dict[str, None] = {}
    while len(found) < count:
        surname = random.choice(_DOUBLE_SURNAMES) if random.random() < 0.01 else random.choice(_SURNAMES)
        given = random.choice(_FIRST) if random.random() < 0.85 else ""
        found[surname + given + random.choice(_SECOND)] = None
    return tuple(found)


def offices(level: str, count: int) -> tuple[str, ...]:
    """`count` offices of a 市, 区 or 县, no two the same; beyond the known ones come its schools and branches."""
    known = tuple(level + name for name in _OFFICES.split())
    schools = tuple(
        f"{level}第{number}{kind}" for number in "一二三四五六七八九十" for kind in ("中学", "小学", "幼儿园")
    )
    branches = tuple(f"{level}农商银行{road}支行" for road in NORTH_SOUTH + EAST_WEST)
    posts = tuple(f"{level}{road}供水站" for road in NORTH_SOUTH + EAST_WEST)
    found = (known + schools + branches + posts)[:count]
    if len(found) < count:
        raise ValueError(f"there are {len(found)} offices, {count} are wanted")
    return found


def phone(number: int) -> str:
    """The phone of the person of that number, 0 to 9999: of 143, where no person's eleven digits begin."""
    return f"1430000{number:04d}"
