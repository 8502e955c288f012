"""A link to exactly this view: living, with the newest data; or frozen, with the data of today."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from locales import Translator
from pages._shared import links, menu
from pages._shared.data import Source, served_now
from pages._shared.show import plain

SNAPSHOT = "snapshot"


def frozen(source: Source, asked: str | None, t: Translator) -> None:
    """Where a link carries a snapshot: that there is newer data, or that it is not kept any more.

    Nothing where the snapshot is the one that is served.
    """
    if asked is None:
        return
    living = links.kept()
    living.pop(SNAPSHOT, None)
    if source.served.id != asked:
        st.warning(plain(t("sharing.not_kept", asked=asked)))
    elif served_now() == asked:
        st.caption(t("sharing.still_newest", snapshot=asked[:8]))
    else:
        st.warning(t("sharing.newer", snapshot=asked[:8]), icon=":material/history:")
        with st.container(horizontal=True):
            difference = menu.script("newer")
            st.page_link(difference, label=t("sharing.difference"), query_params=links.kept())
            st.page_link(menu.script(menu.FIRST), label=t("sharing.living"), query_params=living)


def links_to_copy(source: Source, t: Translator) -> None:
    """A button that unfolds both links, each to be copied by one click."""
    with st.popover(t("sharing.copy"), icon=":material/link:"):
        asked = {key: value for key, value in st.query_params.items() if key != SNAPSHOT}
        address = urlsplit(st.context.url or "")._replace(query="", fragment="").geturl()
        for kind, query in (("living", asked), ("frozen", asked | {SNAPSHOT: source.served.id})):
            st.markdown(t(f"sharing.copy_{kind}"))
            st.code(f"{address}?{urlencode(query)}", language=None, wrap_lines=True)
