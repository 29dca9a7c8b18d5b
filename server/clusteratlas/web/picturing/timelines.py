"""`/timeline`: what ran or took place around a thing, and when."""

from __future__ import annotations

from collections.abc import Sequence

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.chronology import Chronology, EpisodeKind, by_kind, chronology
from clusteratlas.entities.naming import Names
from clusteratlas.entities.periods import Period
from clusteratlas.pictures.timeline import Span, TimelinePicture
from clusteratlas.web.address import href
from clusteratlas.web.picturing.asked import Years
from clusteratlas.web.picturing.figure import Picture
from clusteratlas.web.picturing.queries import TIMELINE_QUERY, written
from clusteratlas.web.picturing.wording import label, number, picked, text, words

MOST_DRAWN = 120


def timeline(engine: Engine, about: str, years: Years, page: int) -> Picture:
    """The timeline of a thing."""
    found = chronology(engine, about)
    wanted = Period(earliest_start=years.first_day, latest_end=years.last_day)
    episodes = [one for one in found.episodes if one.period.can_overlap(wanted)]
    drawn = episodes[:MOST_DRAWN]
    names = Names()
    names.want(about, *(one.thing for one in drawn))
    names.look_up(engine)
    present = [kind for kind in EpisodeKind if any(one.kind is kind for one in drawn)]
    spans = [
        Span(
            label(names, one.thing),
            one.period.earliest_start,
            one.period.latest_start,
            one.period.earliest_end,
            one.period.latest_end,
            present.index(one.kind),
            href(one.thing),
            picked(one.period.reason),
        )
        for one in drawn
    ]
    kinds = [text(f"pic_kind_{kind.value}") for kind in present]
    counts = ", ".join(
        f"{text(f'pic_kind_{kind.value}').lower()}: {number(count)}"
        for kind, count in by_kind(drawn).items()
    )
    described = words(
        text("pic_timeline_title", name=label(names, about)),
        text("pic_timeline_counts", counts=counts) if counts else "",
        text("pic_timeline_how"),
    )
    given = {"about": about, "from": years.first, "to": years.last}
    return Picture(
        TimelinePicture("timeline", described, spans, kinds),
        "/timeline",
        {name: value for name, value in given.items() if value},
        written(TIMELINE_QUERY, about=about),
        _notes(found, len(drawn), len(episodes)),
        page,
    )


def _notes(found: Chronology, drawn: int, episodes: int) -> Sequence[str]:
    notes = []
    if drawn < episodes:
        shown, total = number(drawn), number(episodes)
        notes.append(text("pic_timeline_first_only", shown=shown, total=total))
    if found.is_more:
        notes.append(text("pic_timeline_bound"))
    if found.undated:
        notes.append(text("pic_timeline_undated", count=number(len(found.undated))))
    return notes
