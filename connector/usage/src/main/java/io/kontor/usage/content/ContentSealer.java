package io.kontor.usage.content;

/** Seals bytes under the content key of one (agreement, resource). Thread-safe. */
public interface ContentSealer {

    /**
     * Seals bytes.
     *
     * @param plain bytes
     * @param context what they are; must be given again to open, so that sealed pieces cannot be exchanged
     * @throws KeyDestroyedException when the grant has ended
     */
    byte[] seal(byte[] plain, String context);

    /**
     * Opens what {@link #seal} made.
     *
     * @param sealed sealed bytes
     * @param context as given to seal
     * @throws KeyDestroyedException when the grant has ended
     * @throws IllegalArgumentException when the bytes or the context are not those that were sealed
     */
    byte[] open(byte[] sealed, String context);
}
