package io.kontor.model.grant;

/**
 * Bounds of one viewing (INT-19).
 *
 * @param pagesMax pages that one viewing may render
 * @param minutesMax minutes that one viewing stays open
 */
public record ViewingBounds(int pagesMax, int minutesMax) {
    /** The default of INT-19. */
    public static final ViewingBounds DEFAULT = new ViewingBounds(20, 30);
}
