"""Rates: how often an address may be spoken to. Nobody waits here: who comes too early is told when to come back."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` messages in any `seconds`."""

    count: int
    seconds: float


@dataclass(slots=True)
class Line:
    """Who spoke to one address, and who is to: `spoken` are the moments, in seconds, in which messages went, ascending;
    `booked` by key those in which messages that came too early may come back."""

    spoken: list[float]
    booked: dict[str, float]

    def turn(self, rates: Sequence[Rate], key: str, *, now: float) -> float:
        """The moment in which the message of that key may go. By `now`: it counts as gone. Later: it has that place and
        keeps it, so that nobody is sent away twice while all keep to theirs."""
        self._forget(max(rate.seconds for rate in rates), now)
        given = self.booked.pop(key, None)
        if given is None:
            moment = self._free([*self.spoken, *sorted(self.booked.values())], rates, now)
        else:
            moment = max(given, self._free(self.spoken, rates, now))
        if moment > now:
            self.booked[key] = moment
        else:
            self.spoken.append(now)
        return moment

    def _free(self, taken: Sequence[float], rates: Sequence[Rate], now: float) -> float:
        """The first moment, behind those taken, that keeps every rate."""
        moment = max(now, taken[-1]) if taken else now
        return max([moment, *(taken[-rate.count] + rate.seconds for rate in rates if len(taken) >= rate.count)])

    def _forget(self, longest: float, now: float) -> None:
        if self.spoken and self.spoken[-1] > now + longest:
            # The clock was set back: nobody knows any more what is how long ago.
            self.spoken.clear()
            self.booked.clear()
        self.spoken = [moment for moment in self.spoken if moment > now - longest]
        self.booked = {key: moment for key, moment in self.booked.items() if moment > now - longest}
