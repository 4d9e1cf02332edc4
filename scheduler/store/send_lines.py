"""Send lines: who spoke to a robot and who waits to, so that all processes together keep its rate."""

from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Id, Json


class SendLine(Base):
    """The line before one address, known by its digest. `spoken` lists the moments, in seconds since 1970, of the last
    messages; `booked` is {key: moment} of those that are to come back."""

    __tablename__ = "send_line"

    id: Mapped[Id]
    address: Mapped[str] = mapped_column(unique=True)
    spoken: Mapped[list[float]] = mapped_column(Json)
    booked: Mapped[dict[str, float]] = mapped_column(Json)
