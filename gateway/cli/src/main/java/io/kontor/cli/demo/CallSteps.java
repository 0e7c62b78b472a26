package io.kontor.cli.demo;

import io.kontor.dataplane.sample.ClaimItem;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps 10 to 12: the calls of the deal. */
final class CallSteps {
    private final Context context;
    private final Deal deal;
    private final Insurer insurer;
    private final Documents documents;
    private long firstCallNanos;
    private byte[] firstDelivered = new byte[0];
    private Optional<Answered> answered = Optional.empty();

    CallSteps(Context context, Deal deal, Insurer insurer, Documents documents) {
        this.context = context;
        this.deal = deal;
        this.insurer = insurer;
        this.documents = documents;
    }

    /**
     * Names of what is viewed and downloaded.
     *
     * @param reports report of each consenting patient, in order
     * @param prices object of the price catalogue
     * @param coveredFen what the insurer covers of the first claim, in fen
     */
    record Documents(List<String> reports, String prices, long coveredFen) {}

    /**
     * An answered call.
     *
     * @param request what was asked
     * @param answer what came
     */
    record Answered(Insurer.Request request, CallAnswer answer) {}

    /** The last process call that was answered. */
    Answered lastProcessed() {
        return answered.orElseThrow(() -> new IllegalStateException("Cannot repeat a call: none was answered"));
    }

    void play() {
        process();
        view();
        download();
        decide();
    }

    private void process() {
        Plan plan = context.plan();
        int calls = plan.callsH1() + plan.callsH2();
        long usage = plan.usageH1() + plan.usageH2();
        String expected = (calls - 1) + " HIT, 1 MISS, usage " + usage;
        firstCallNanos = System.nanoTime();
        context.step("10", "Q-INS claims01", calls + " process calls, each with its consent", expected, () -> {
            List<CallReceipt> receipts = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                String name = i < plan.callsH1() ? "R1" : "R2";
                ConsentDocument consent = deal.nextConsent(name);
                Insurer.Request request = request(name, consent);
                CallAnswer answer = insurer.process(request);
                if (!answer.outcome().equals("RELEASED")) {
                    return Outcome.of("call " + (i + 1) + " " + answer.outcome());
                }
                receipts.add(keep(answer));
                answered = Optional.of(new Answered(request, answer));
                firstDelivered = i == 0 ? answer.body() : firstDelivered;
            }
            context.recorder()
                    .say("     delivered (once, masked): " + new String(firstDelivered, StandardCharsets.UTF_8));
            return summary(receipts);
        });
    }

    private static Outcome summary(List<CallReceipt> receipts) {
        long hits = count(receipts, Delivery.Hit.HIT);
        long usage = receipts.stream().mapToLong(r -> r.delivery().usage()).sum();
        long bytes = receipts.stream().mapToLong(r -> r.delivery().bytes()).sum();
        CallReceipt last = receipts.get(receipts.size() - 1);
        return Outcome.of(hits + " HIT, " + count(receipts, Delivery.Hit.MISS) + " MISS, usage " + usage)
                .with("bytes", bytes)
                .with("log", last.logId() + "#" + last.index());
    }

    private static long count(List<CallReceipt> receipts, Delivery.Hit hit) {
        return receipts.stream()
                .filter(receipt -> receipt.delivery().hit() == hit)
                .count();
    }

    private void view() {
        String expected = Plan.VIEWS + " of " + Plan.VIEWS + " viewings";
        context.step("11.1", "Q-INS claims01", "view R3 three times", expected, () -> {
            CallReceipt last = null;
            int bytes = 0;
            for (int i = 0; i < Plan.VIEWS; i++) {
                CallAnswer answer = insurer.view(
                        request("R3", deal.nextConsent("R3")),
                        documents.reports().get(i));
                if (!answer.outcome().equals("RELEASED")) {
                    return Outcome.of("viewing " + (i + 1) + " " + answer.outcome());
                }
                bytes += answer.body().length;
                last = keep(answer);
            }
            long used = last == null ? 0 : last.totals().unitsEver();
            return Outcome.of(used + " of " + Plan.VIEWS + " viewings").with("bytes", bytes);
        });
    }

    private void download() {
        context.step("11", "Q-INS claims01", "download R4 once", "1 of 2 downloads, watermarked", () -> {
            CallAnswer answer = insurer.download(plain("R4"), documents.prices());
            if (!answer.outcome().equals("RELEASED")) {
                return Outcome.of(answer.outcome());
            }
            CallReceipt receipt = keep(answer);
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            boolean marked = text.contains(receipt.callId());
            return Outcome.of(receipt.totals().unitsEver() + " of 2 downloads, "
                            + (marked ? "watermarked" : "no watermark"))
                    .with("bytes", answer.body().length);
        });
    }

    /** The insurer decides on what was delivered: self-pay and own cost, at 80 %. */
    private void decide() {
        BigDecimal expected = covered(BigDecimal.valueOf(documents.coveredFen(), 2));
        context.step("12", "Q-INS", "decide the first claim at 80 %", expected.toPlainString(), () -> {
            JsonObject claim = CanonicalJson.parse(firstDelivered).object("record");
            BigDecimal sum = new BigDecimal(claim.string(ClaimItem.SELF_PAY.title()))
                    .add(new BigDecimal(claim.string(ClaimItem.OWN_COST.title())));
            Duration taken = Duration.ofNanos(System.nanoTime() - firstCallNanos);
            return Outcome.of(covered(sum).toPlainString())
                    .with("covered", sum.toPlainString())
                    .with("from call to decision", taken.toMillis() + " ms (the published case: 28 min)");
        });
    }

    private static BigDecimal covered(BigDecimal sum) {
        return sum.multiply(new BigDecimal("0.80")).setScale(2, RoundingMode.HALF_UP);
    }

    /** A request with a consent, for the consented patient. */
    Insurer.Request request(String name, ConsentDocument consent) {
        return new Insurer.Request(
                deal.grant(name),
                context.plan().scenarioId(),
                Optional.of(consent.subject()),
                Optional.of(consent),
                Optional.empty());
    }

    /** A request without patient and consent. */
    Insurer.Request plain(String name) {
        return new Insurer.Request(
                deal.grant(name), context.plan().scenarioId(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private CallReceipt keep(CallAnswer answer) {
        CallReceipt receipt = answer.requireReceipt();
        deal.received(receipt);
        return receipt;
    }
}
