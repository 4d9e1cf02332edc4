"""What is handed in as one file: laid out to be read, and refused where it would not end well."""

import io
import zipfile
from pathlib import Path

import pytest

from scheduler.errors import Invalid
from scheduler.exchange import archive
from scheduler.exchange.archive import lay_out
from tests.scheduler.handed_in import UNITS, zipped


def test_a_file_keeps_its_name_because_it_names_its_table(tmp_path: Path) -> None:
    file = lay_out("单位.CSV", UNITS, tmp_path)

    assert (file.name, file.read_bytes()) == ("单位.csv", UNITS)


def test_tables_come_out_of_whatever_folder_they_were_packed_in(tmp_path: Path) -> None:
    folder = lay_out("town.zip", zipped({"../../单位.csv": UNITS, "a/b/点位.CSV": b"x", "a/": b""}), tmp_path)

    assert sorted(file.name for file in folder.iterdir()) == ["单位.csv", "点位.csv"]
    assert list(tmp_path.parent.glob("*.csv")) == []


def test_names_that_windows_packed_in_its_own_language_are_read(tmp_path: Path) -> None:
    # Packed without the mark for UTF-8, the bytes of a name are those of the machine's language.
    packed = zipped({"xxxx.csv": UNITS}).replace(b"xxxx.csv", "单位.csv".encode("gb18030"))

    assert [file.name for file in lay_out("town.zip", packed, tmp_path).iterdir()] == ["单位.csv"]


def test_a_password_is_asked_to_be_taken_off(tmp_path: Path) -> None:
    # The first bit of the flags says that a part is sealed: at 6 in its own header, at 8 in the list of all.
    packed = bytearray(zipped({"a.csv": UNITS}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(Invalid, match="加了密码"):
        lay_out("town.zip", bytes(packed), tmp_path)


def test_what_unpacks_beyond_all_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2**20)
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", bytes(600_000))
        packed.writestr("b.csv", bytes(600_000))

    with pytest.raises(Invalid, match="超过 1 MB"):
        lay_out("town.zip", body.getvalue(), tmp_path)


@pytest.mark.parametrize(
    ("name", "body", "advice"),
    [
        pytest.param("photo.png", b"\x89PNG", "不能导入", id="a picture"),
        pytest.param("town", UNITS, "不能导入", id="no kind at all"),
        pytest.param("单位.csv", b"", "是空的", id="nothing in it"),
        pytest.param("town.zip", zipped({f"{n}.csv": UNITS for n in range(101)}), "文件太多", id="a hundred and one"),
        pytest.param("town.zip", zipped({"town.xlsx": b"PK"}), "工作簿请直接上传", id="a workbook packed again"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str, body: bytes, advice: str) -> None:
    with pytest.raises(Invalid, match=advice):
        lay_out(name, body, tmp_path)
