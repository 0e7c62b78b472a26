package io.kontor.dataplane.source;

import java.io.IOException;
import java.io.InputStream;

/** The present version of an object. */
public interface SourceObject {

    /** Media type, such as {@code text/csv; charset=utf-8}. */
    String contentType();

    /** File name for the consumer. */
    String fileName();

    /** Bytes, as far as known now. */
    long size();

    /** Reads it from the start; the caller closes. */
    InputStream open() throws IOException;
}
