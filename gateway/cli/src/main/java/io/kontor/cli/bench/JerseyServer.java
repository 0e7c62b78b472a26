package io.kontor.cli.bench;

/** Jetty and Jersey with nothing decided, as a process. */
record JerseyServer(BenchProcess process, int port) implements Measured, AutoCloseable {

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
