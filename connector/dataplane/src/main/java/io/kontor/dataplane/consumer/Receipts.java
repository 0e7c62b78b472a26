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
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes receipts into the journal and fetches those of streams (SES-9, DPL-44, DPL-45). */
final class Receipts {

    private static final int ANSWER_BYTES = 64 * 1024;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final Vertx vertx;
    private final ConsumerJournal journal;
    private final Exchanges exchanges;
    private final LongSupplier clock;

    Receipts(Vertx vertx, ConsumerJournal journal, Exchanges exchanges, LongSupplier clock) {
        this.clock = clock;
        this.vertx = vertx;
        this.journal = journal;
        this.exchanges = exchanges;
    }

    /** Bytes of a leaf as a supplier's header gives them; what is not base64 is journalled as it came, and found unreadable (CNJ-4). */
    static byte[] leaf(String header) {
        try {
            return Base64.getDecoder().decode(header);
        } catch (IllegalArgumentException e) {
            return header.getBytes(StandardCharsets.ISO_8859_1);
        }
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
                .map(OtherSide::printable)
                .orElse(StoredReceipt.OK);
    }

    /**
     * The newest receipt of a download, journalled.
     *
     * @param checked value of {@code Kontor-Checked}
     * @param open whether the end is still to come
     */
    record Newest(String checked, boolean open) {}

    /** Fetches, journals and checks the newest receipt of a download. */
    Future<Newest> newest(AppSession session, OpenDownload download) {
        AskedCall asked = download.asked();
        String path = "/v1/sessions/" + session.session().identity().session() + "/receipts/"
                + asked.envelope().sequence();
        return exchanges
                .fetch(session, HttpMethod.GET, path, new byte[0])
                .compose(response -> BoundedBody.read(response, ANSWER_BYTES))
                .compose(body -> {
                    byte[] leaf =
                            Base64.getDecoder().decode(CanonicalJson.parse(body).string("leaf"));
                    boolean open = LeafCodec.decodeReceipt(leaf).kind() == LeafKind.RESERVED;
                    return take(asked, download.with(leaf)).map(checked -> new Newest(checked, open));
                });
    }

    /** Asks for the end of a download now and then, as long as its session lives; one question at a time. */
    void follow(AppSession session, OpenDownload download) {
        if (download.follow()) {
            later(session, download, FIRST_PAUSE_MS);
        }
    }

    private void later(AppSession session, OpenDownload download, long pause) {
        if (session.session().expiresAt() <= clock.getAsLong()) {
            LOG.warn(
                    "The session of download {} is over before its end came",
                    download.asked().envelope().callId());
            return;
        }
        vertx.setTimer(
                pause,
                id -> newest(session, download)
                        .map(Newest::open)
                        .otherwise(failure -> true)
                        .onSuccess(open -> {
                            if (open) {
                                later(session, download, Math.min(2 * pause, LONGEST_PAUSE_MS));
                            }
                        }));
    }
}
