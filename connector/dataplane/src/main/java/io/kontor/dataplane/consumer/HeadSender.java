package io.kontor.dataplane.consumer;

import io.kontor.usage.consumer.ConsumerHead;
import io.kontor.usage.consumer.ConsumerJournal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the consumer's signed heads when they are due (SES-8), one at a time for each agreement. Thread-safe. */
final class HeadSender {

    private static final Logger LOG = LoggerFactory.getLogger(HeadSender.class);
    private static final int ANSWER_BYTES = 64 * 1024;

    private final ConsumerJournal journal;
    private final Exchanges exchanges;
    private final Map<String, Future<Void>> running = new ConcurrentHashMap<>();

    HeadSender(ConsumerJournal journal, Exchanges exchanges) {
        this.journal = journal;
        this.exchanges = exchanges;
    }

    /** Sends the head first where it is due; a head that is not taken does not hold up the call, the supplier asks for it then. */
    Future<Void> sendIfDue(AppSession session) {
        return journal.headDue(session.grantId()) ? send(session) : Future.succeededFuture();
    }

    /** Sends the head now; joins a sending that runs. */
    Future<Void> send(AppSession session) {
        Promise<Void> mine = Promise.promise();
        Future<Void> before = running.putIfAbsent(session.grantId(), mine.future());
        if (before != null) {
            return before;
        }
        sign(session).onComplete(done -> {
            running.remove(session.grantId(), mine.future());
            mine.complete();
        });
        return mine.future();
    }

    private Future<Void> sign(AppSession session) {
        return Future.fromCompletionStage(journal.headToSend(session.grantId()))
                .compose(head -> post(session, head))
                .recover(failure -> {
                    LOG.warn("The head of {} could not be signed: {}", session.grantId(), failure.getMessage());
                    return Future.succeededFuture();
                });
    }

    private Future<Void> post(AppSession session, ConsumerHead head) {
        String path = "/v1/sessions/" + session.session().identity().session() + "/head";
        return exchanges
                .fetch(session, HttpMethod.POST, path, head.body())
                .compose(response -> BoundedBody.read(response, ANSWER_BYTES).compose(body -> {
                    if (response.statusCode() == 200) {
                        return Future.fromCompletionStage(journal.headTaken(head))
                                .<Void>mapEmpty();
                    }
                    LOG.warn("The head of {} was not taken: {}", session.grantId(), response.statusCode());
                    return Future.<Void>succeededFuture();
                }))
                .recover(failure -> {
                    LOG.warn("The head of {} could not be sent: {}", session.grantId(), failure.getMessage());
                    return Future.succeededFuture();
                });
    }
}
