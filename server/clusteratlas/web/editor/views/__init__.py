"""Results as pictures: which columns fit what, and the picture that they make."""

from __future__ import annotations

from clusteratlas.engine.protocol import Engine
from clusteratlas.web.editor.asked import View
from clusteratlas.web.editor.views.charts import chart
from clusteratlas.web.editor.views.maps import map_
from clusteratlas.web.editor.views.networks import network
from clusteratlas.web.editor.views.sheet import Sheet
from clusteratlas.web.editor.views.timelines import timeline
from clusteratlas.web.picturing.drawn import Chart, Drawn


def drawn(view: View, sheet: Sheet, engine: Engine) -> Drawn | None:
    """The picture of a result; None where no columns of it fit, and for views that are none."""
    found = _chart(view, sheet, engine)
    return None if found is None else Drawn(found)


def _chart(view: View, sheet: Sheet, engine: Engine) -> Chart | None:
    match view:
        case View.CHART:
            return chart(sheet)
        case View.MAP:
            return map_(sheet, engine)
        case View.NETWORK:
            return network(sheet)
        case View.TIMELINE:
            return timeline(sheet)
    return None
