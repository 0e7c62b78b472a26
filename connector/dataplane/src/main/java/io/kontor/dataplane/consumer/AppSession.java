package io.kontor.dataplane.consumer;

import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.ConsumerSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A session as the application holds it by its token, with its open viewings and downloads. Thread-safe. */
final class AppSession {

    private static final int MAX_VIEWINGS = 64;
    private static final int MAX_DOWNLOADS = 64;

    private final ConsumerSession session;
    private final SupplierAddress supplier;
    private final Map<String, OpenViewing> viewings = new LinkedHashMap<>();
    private final Map<String, OpenDownload> downloads = new LinkedHashMap<>();

    /**
     * A viewing of which pages came.
     *
     * @param asked its call
     * @param digest over all bytes of pages so far
     */
    record OpenViewing(AskedCall asked, ResultDigest digest) {}

    AppSession(ConsumerSession session, SupplierAddress supplier) {
        this.session = session;
        this.supplier = supplier;
    }

    ConsumerSession session() {
        return session;
    }

    String grantId() {
        return session.identity().grantId();
    }

    /** An address within the supplier's data plane. */
    String url(String path) {
        return supplier.baseUrl() + path;
    }

    synchronized void opened(OpenViewing viewing) {
        viewings.put(viewing.asked().envelope().callId(), viewing);
        if (viewings.size() > MAX_VIEWINGS) {
            viewings.remove(viewings.keySet().iterator().next());
        }
    }

    synchronized Optional<OpenViewing> viewing(String callId) {
        return Optional.ofNullable(viewings.get(callId));
    }

    synchronized void closed(String callId) {
        viewings.remove(callId);
    }

    /** The download of a call, begun now where there is none. */
    synchronized OpenDownload downloading(AskedCall asked) {
        OpenDownload download =
                downloads.computeIfAbsent(asked.envelope().callId(), id -> new OpenDownload(asked, session.digest()));
        if (downloads.size() > MAX_DOWNLOADS) {
            downloads.remove(downloads.keySet().iterator().next());
        }
        return download;
    }

    synchronized Optional<OpenDownload> download(String callId) {
        return Optional.ofNullable(downloads.get(callId));
    }
}
