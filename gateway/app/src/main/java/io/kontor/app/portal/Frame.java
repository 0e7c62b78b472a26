package io.kontor.app.portal;

import io.kontor.app.ledger.IndexState;
import java.util.Locale;

/**
 * What the frame of every page shows.
 *
 * @param federation name of the federation
 * @param development whether the ledger is a development ledger
 * @param index where the index stands
 * @param path path and query of the page, to come back to after a change of language
 * @param language language of the page: zh-CN or en
 */
public record Frame(String federation, boolean development, IndexState index, String path, String language) {

    static String tag(Locale locale) {
        return "en".equals(locale.getLanguage()) ? "en" : "zh-CN";
    }

    /** Whether the index follows the ledger and has nothing left to do. */
    public boolean current() {
        return index.connected() && index.behind() == 0;
    }
}
