package io.kontor.dataplane.consumer;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.Difference;
import io.kontor.usage.consumer.Received;
import io.kontor.usage.consumer.StoredReceipt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Base64;
import java.util.List;

/** Takes receipts into the journal and fetches those of streams (SES-9, DPL-44, DPL-45). */
final class Receipts {

    private static final int ANSWER_BYTES = 64 * 1024;
    private static final int ATTEMPTS = 20;
    private static final int PAUSE_MS = 100;

    private final Vertx vertx;
    private final ConsumerJournal journal;
    private final Exchanges exchanges;

    Receipts(Vertx vertx, ConsumerJournal journal, Exchanges exchanges) {
        this.vertx = vertx;
        this.journal = journal;
        this.exchanges = exchanges;
    }

    /** Journals and checks a receipt; the value of {@code Kontor-Checked}. */
    Future<String> take(AskedCall asked, Received received) {
        return Future.fromCompletionStage(journal.received(asked, received)).map(Receipts::checked);
    }

    /** {@code OK}, or the first difference in a line. */
    private static String checked(List<Difference> differences) {
        return differences.stream()
                .map(difference ->
                        difference.kind() + ": expected " + difference.expected() + ", got " + difference.got())
                .findFirst()
                .map(text -> text.replaceAll("[^ -~]", "?"))
                .orElse(StoredReceipt.OK);
    }

    /** The receipt of the end of a stream; asked for again while the supplier has only the reservation. */
    Future<byte[]> end(AppSession session, AskedCall asked) {
        return end(session, asked, ATTEMPTS);
    }

    private Future<byte[]> end(AppSession session, AskedCall asked, int attempts) {
        String path = "/v1/sessions/" + session.session().identity().session() + "/receipts/"
                + asked.envelope().sequence();
        return exchanges
                .fetch(session, HttpMethod.GET, path, new byte[0])
                .compose(response -> BoundedBody.read(response, ANSWER_BYTES))
                .compose(body -> {
                    byte[] leaf =
                            Base64.getDecoder().decode(CanonicalJson.parse(body).string("leaf"));
                    boolean open = LeafCodec.decodeReceipt(leaf).kind() == LeafKind.RESERVED;
                    return open && attempts > 1 ? later(session, asked, attempts - 1) : Future.succeededFuture(leaf);
                });
    }

    private Future<byte[]> later(AppSession session, AskedCall asked, int attempts) {
        Promise<byte[]> promise = Promise.promise();
        vertx.setTimer(PAUSE_MS, id -> end(session, asked, attempts).onComplete(promise));
        return promise.future();
    }
}
