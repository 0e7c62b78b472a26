package io.kontor.dataplane.call;

import io.kontor.dataplane.source.DocumentPages;
import io.kontor.dataplane.source.Watermark;
import io.kontor.model.receipt.Delivery;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.ResultDigest;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One opened viewing: one unit, so many pages, so many minutes (INT-19, DPL-10). It ends when each page of the document was shown, when
 * its pages or minutes are used up, when the viewer closes it or when the grant ends. Thread-safe.
 */
final class Viewing {

    private final Permit permit;
    private final DocumentPages pages;
    private final Watermark watermark;
    private final ResultDigest digest;
    private final long endsAt;
    private final BitSet shown = new BitSet();
    private int renderings;
    private long bytes;
    private boolean ended;

    Viewing(Permit permit, DocumentPages pages, Watermark watermark, long endsAt) {
        this.permit = permit;
        this.pages = pages;
        this.watermark = watermark;
        this.digest = permit.digest();
        this.endsAt = endsAt;
    }

    Permit permit() {
        return permit;
    }

    String callId() {
        return permit.call().callId();
    }

    String session() {
        return permit.call().session();
    }

    DocumentPages pages() {
        return pages;
    }

    Watermark watermark() {
        return watermark;
    }

    boolean isOver(long now) {
        return now >= endsAt;
    }

    /**
     * Counts a page that is about to leave.
     *
     * @return the receipt of the end when this was the last page that may leave, a stage of empty before, and nothing when the viewing
     *     had ended meanwhile: then the page must not leave
     */
    synchronized Optional<CompletionStage<Optional<IssuedReceipt>>> show(int page, byte[] png) {
        if (ended) {
            return Optional.empty();
        }
        digest.update(png, 0, png.length);
        bytes += png.length;
        renderings++;
        shown.set(page);
        if (shown.cardinality() == pages.pageCount()
                || renderings >= permit.call().terms().viewing().pagesMax()) {
            ended = true;
            return Optional.of(permit.finished(delivery(), digest).thenApply(Optional::of));
        }
        return Optional.of(java.util.concurrent.CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Ends it: everything that was asked for was shown. Empty when it had ended. */
    synchronized Optional<CompletionStage<IssuedReceipt>> finish() {
        if (ended) {
            return Optional.empty();
        }
        ended = true;
        return Optional.of(bytes == 0 ? permit.aborted(left(), digest) : permit.finished(delivery(), digest));
    }

    /** Cuts it: the grant ended or the source failed. Empty when it had ended. */
    synchronized Optional<CompletionStage<IssuedReceipt>> abort() {
        if (ended) {
            return Optional.empty();
        }
        ended = true;
        return Optional.of(permit.aborted(left(), digest));
    }

    /** A viewing that came to its end: one document. */
    private Delivery delivery() {
        return new Delivery(Delivery.Hit.HIT, 1, 1, 1, bytes, renderings);
    }

    /** What had left of one that did not. */
    private Delivery left() {
        return new Delivery(Delivery.Hit.NONE, 0, 0, 0, bytes, renderings);
    }
}
