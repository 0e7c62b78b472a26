package io.kontor.dataplane.source;

/**
 * Where the data of one resource comes from. A source offers one of the three ways; its methods block, but for {@link ProcessSource#check}, and are called on the
 * bounded worker pool only. Thread-safe.
 */
public sealed interface ResourceSource extends AutoCloseable permits ProcessSource, DocumentSource, ObjectSource {

    /** Gives connections and files back; no call runs any more. */
    @Override
    void close();
}
