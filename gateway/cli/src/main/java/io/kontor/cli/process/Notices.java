package io.kontor.cli.process;

/** Where a person is told, in one line, what became of a process of the deployment. Called from any thread. */
public interface Notices {
    /** Tells it. */
    void tell(String line);
}
