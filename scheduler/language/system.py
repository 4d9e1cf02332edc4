"""What the operating system answers when it refuses, in our words."""

import errno
import socket
from collections.abc import Mapping

from scheduler.language import say

_REASONS: Mapping[int | None, str] = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件太大",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被别的程序使用",
    errno.ETXTBSY: "正被别的程序使用",
    errno.EIO: "磁盘读写出错",
    errno.EADDRINUSE: "地址已被占用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
    socket.EAI_NONAME: "没有这个地址",
}


def reason(error: OSError) -> str:
    """Why the system refused, for the end of a sentence; what is seldom met stays in the system's own words."""
    known = _REASONS.get(error.errno)
    return say(known) if known else error.strerror or str(error)
