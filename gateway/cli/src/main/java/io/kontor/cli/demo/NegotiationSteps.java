package io.kontor.cli.demo;

import io.kontor.dataplane.sample.ClaimItem;
import io.kontor.dataplane.sample.PriceCatalogue;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.ViewingBounds;
import java.util.List;

/** Step 7: offers, negotiations by DSP, and the proposals on the ledger. */
final class NegotiationSteps {
    private final Context context;
    private final Deal deal;
    private final Negotiator negotiator;
    private final DemoRecords records;

    NegotiationSteps(Context context, Deal deal, Negotiator negotiator) {
        this.context = context;
        this.deal = deal;
        this.negotiator = negotiator;
        this.records = new DemoRecords(context);
    }

    void play() {
        context.step("7.1", "F-H1 connector", "publish an offer with an unknown operand", "refused", () -> {
            Negotiator.Published published =
                    negotiator.publishUnknownOperand("F-H1", context.plan().resourceId("R1"));
            return Outcome.of(published.refusal().isPresent() ? "refused" : "published")
                    .with("reason", published.refusal().orElse("-"));
        });
        context.step("7", "Q-INS connector", "negotiate R1, R2, R3, R4 by DSP", "4 FINALIZED, 4 PROPOSED", () -> {
            TimeWindow window = new TimeWindow(
                    context.calendar().startOfDay(0), context.calendar().windowEnd());
            agree("R1", "F-H1", 1, terms("R1", Action.PROCESS, 1_000, window));
            agree("R2", "F-H2", 1, terms("R2", Action.PROCESS, 1_000, window));
            agree("R3", "F-H1", 1, terms("R3", Action.VIEW, Plan.VIEWS, window));
            agree("R4", "F-H1", 1, terms("R4", Action.DOWNLOAD, 2, window));
            return Outcome.of("4 FINALIZED, " + proposed(List.of("R1", "R2", "R3", "R4")) + " PROPOSED")
                    .with("R1", deal.grant("R1"));
        });
        context.step("7.2", "F-H1 connector", "propose a grant with download of R1", "rejected MODE", () -> {
            TimeWindow window = new TimeWindow(
                    context.calendar().startOfDay(0), context.calendar().windowEnd());
            return Outcome.of(modeRefusal(terms("R1", Action.DOWNLOAD, 1, window)));
        });
        context.step(
                "7.3", "Q-INS connector", "negotiate R4 with tomorrow's and yesterday's window", "2 PROPOSED", () -> {
                    agree(Deal.TOMORROW, "F-H1", 2, terms("R4", Action.DOWNLOAD, 2, day(1)));
                    agree(Deal.YESTERDAY, "F-H1", 3, terms("R4", Action.DOWNLOAD, 2, day(-1)));
                    return Outcome.of(proposed(List.of(Deal.TOMORROW, Deal.YESTERDAY)) + " PROPOSED");
                });
    }

    private TimeWindow day(int offset) {
        return new TimeWindow(
                context.calendar().startOfDay(offset), context.calendar().startOfDay(offset + 1));
    }

    /** The refusal may come when the offer is made, or from the ledger when the grant is proposed. */
    private String modeRefusal(GrantTerms terms) throws Exception {
        String offerId = offerId("R1-download");
        Negotiator.Published published = negotiator.publish(
                new Negotiator.Offer("F-H1", offerId, context.plan().orderId(2), terms));
        if (published.refusal().isPresent()) {
            return "rejected " + published.refusal().get();
        }
        String agreement = negotiator.negotiate("F-H1", offerId);
        return negotiator
                .proposed("F-H1", agreement)
                .refusal()
                .map(code -> "rejected " + code)
                .orElse("accepted");
    }

    private void agree(String name, String supplier, int order, GrantTerms terms) throws Exception {
        Negotiator.Offer offer =
                new Negotiator.Offer(supplier, offerId(name), context.plan().orderId(order), terms);
        Negotiator.Published published = negotiator.publish(offer);
        if (published.refusal().isPresent()) {
            throw new IllegalStateException(
                    "Cannot publish " + name + ": " + published.refusal().get());
        }
        deal.agreed(name, negotiator.negotiate(supplier, offer.offerId()));
    }

    private String offerId(String name) {
        return "OFFER-" + name + "-" + context.plan().suffix();
    }

    private long proposed(List<String> names) throws Exception {
        long count = 0;
        for (String name : names) {
            String supplier = name.equals("R2") ? "F-H2" : "F-H1";
            if (negotiator.proposed(supplier, deal.grant(name)).refusal().isEmpty()) {
                count++;
            }
        }
        return count;
    }

    private GrantTerms terms(String resource, Action action, long limit, TimeWindow window) {
        boolean personal = !resource.equals("R4");
        List<String> fields =
                resource.equals("R4") ? PriceCatalogue.COLUMNS : resource.equals("R3") ? List.of() : ClaimItem.titles();
        List<Duty> duties =
                action == Action.PROCESS ? List.of(Duty.MASK, Duty.DELETE) : List.of(Duty.WATERMARK, Duty.DELETE);
        return new GrantTerms(
                context.plan().resourceId(resource),
                context.plan().scenarioId(),
                List.of(new ActionTerms(action, limit)),
                List.of(records.credential("claims01")),
                List.of(records.credential("claim-core-2.1")),
                window,
                fields,
                duties,
                List.of(Prohibition.DISTRIBUTE),
                personal ? ConsentRule.ONE_SHOT : ConsentRule.NONE,
                ViewingBounds.DEFAULT);
    }
}
