package io.kontor.usage.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Syncs of segments, one at a time. The first that fails is the last: a system tells of a lost page once, so a later sync could pass over
 * it (JNL-6). Thread-safe.
 */
final class Syncs {

    private @Nullable IOException failed;

    /** Returns when everything written to the file is on the disk. */
    synchronized void sync(JournalFile file) throws IOException {
        if (failed != null) {
            throw new IOException("an earlier sync failed: " + failed.getMessage(), failed);
        }
        try {
            file.force();
        } catch (IOException e) {
            failed = e;
            throw e;
        }
    }
}
