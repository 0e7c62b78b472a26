package io.kontor.usage.journal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A record that waits to be written. The sequencer draws it; any thread completes it. */
final class Pending<T> {

    private final RecordDraft<T> draft;
    final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable refused;

    Pending(RecordDraft<T> draft) {
        this.draft = draft;
    }

    void draw(Batch into) {
        int mark = into.mark();
        try {
            result = draft.write(into);
        } catch (RuntimeException | Error e) {
            into.rollBack(mark);
            refused = e;
        }
    }

    @SuppressWarnings("NullAway") // a draft that was drawn without exception has its result
    void complete(@Nullable JournalException failure) {
        if (failure != null) {
            future.completeExceptionally(failure);
        } else if (refused != null) {
            future.completeExceptionally(refused);
        } else {
            future.complete(result);
        }
    }
}
