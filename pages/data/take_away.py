"""Take away: the month for the bulletin, and the data, for people, programs and citation."""

import polars as pl
import streamlit as st

from locales import count, month_name
from pages._shared import bulletin, pick, show, tables, taking
from pages._shared.run import current
from warehouse.workbook import MOST_ROWS

run = current()
t = run.t
month = month_name(run.month, t.language)
offers = taking.offers(run)

totals = {"n": len(offers), "rows": count(sum(each.rows for each in offers), t.language)}
show.opening(
    t("menu.take_away"),
    t("take_away.sentence", campaign=run.choice.campaign_name, **totals),
)

with st.container(horizontal=True):
    for ending in ("xlsx", "csv"):
        st.link_button(
            t(f"take_away.standings_{ending}", month=month),
            taking.address(run, taking.READY, ending, month=run.month),
            icon=":material/download:",
            type="primary" if ending == "xlsx" else "secondary",
        )
    st.link_button(t("take_away.whole"), taking.whole(run), icon=":material/folder_zip:")

bulletin.section(run)

st.markdown(f"### {t('take_away.tables', n=len(offers))}")
asked = pick.typed(run, "find")
if asked:
    found = taking.fitting(offers, asked)
else:
    group = pick.view(run, "group", taking.groups(offers, run))
    found = [each for each in offers if each.group == group]
if found:
    st.markdown("\n".join(taking.lines(found, run)))
else:
    st.info(show.plain(t("take_away.nothing_found", asked=asked)))
st.caption(show.plain(t("take_away.how", month=month, most=count(MOST_ROWS, t.language))))

if found:
    st.markdown(f"### {t('take_away.columns')}")
    names = pl.DataFrame([(each.table, each.said) for each in found], ["id", "name"], orient="row")
    table = str(pick.pick(run, "table", names))
    columns = taking.columns(table, run)
    alt = t("take_away.columns_alt", table=table, n=columns.height)
    tables.text(tables.filled(columns), alt, run)

st.markdown(f"### {t('take_away.program')}")
for kind, address in taking.programs(run).items():
    st.markdown(t(f"take_away.program_{kind}"))
    st.code(address, language=None, wrap_lines=True)
st.caption(t("take_away.program_more"))

st.markdown(f"### {t('take_away.cite')}")
st.code(taking.citation(run), language=None, wrap_lines=True)
st.caption(t("take_away.hidden"))
