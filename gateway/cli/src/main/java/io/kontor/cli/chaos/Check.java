package io.kontor.cli.chaos;

/**
 * Something that must hold after a run, with both values.
 *
 * @param name invariant and subject
 * @param expected what must be
 * @param got what is
 * @param ok whether it holds
 */
record Check(String name, String expected, String got, boolean ok) {

    /** Both values must be the same. */
    static Check equal(String name, Object expected, Object got) {
        return new Check(name, String.valueOf(expected), String.valueOf(got), expected.equals(got));
    }
}
