package io.kontor.cli.bench;

/** A server under load. */
interface Measured {

    /** Its process. */
    long pid();

    /** Its port on 127.0.0.1. */
    int port();
}
