package io.kontor.model.grant;

/** Prohibitions of a grant; a prohibition comes before every duty and every permission. */
public enum Prohibition {
    /** No onward transfer, paid or free. */
    DISTRIBUTE,
    /** No derivative may be exported or passed on at all (G-05). */
    DERIVE,
    VIEW,
    PROCESS,
    DOWNLOAD;

    /** The prohibition of an action. */
    public static Prohibition of(Action action) {
        return switch (action) {
            case VIEW -> VIEW;
            case PROCESS -> PROCESS;
            case DOWNLOAD -> DOWNLOAD;
        };
    }
}
