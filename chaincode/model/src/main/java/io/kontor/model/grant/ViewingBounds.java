package io.kontor.model.grant;

import io.kontor.model.id.Checks;

/**
 * Bounds of one viewing (INT-19).
 *
 * @param pagesMax pages that one viewing may render
 * @param minutesMax minutes that one viewing stays open
 */
public record ViewingBounds(int pagesMax, int minutesMax) {

    public ViewingBounds {
        Checks.range("pages max", pagesMax, 1, 1000);
        Checks.range("minutes max", minutesMax, 1, 1440);
    }

    /** The default of INT-19. */
    public static final ViewingBounds DEFAULT = new ViewingBounds(20, 30);
}
