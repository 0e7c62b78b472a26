package io.kontor.cli.demo;

import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Steps 13 and 18: anchors and mirrors; what the regulator sees without asking the hospital. */
final class SupervisionSteps {
    private final Context context;
    private final Deal deal;
    private final Regulator inF;
    private final Regulator inQ;

    SupervisionSteps(Context context, Deal deal, Regulator inF, Regulator inQ) {
        this.context = context;
        this.deal = deal;
        this.inF = inF;
        this.inQ = inQ;
    }

    void anchored(Suppliers suppliers) {
        context.step(
                "13", "connectors", "anchor; mirrors at F-DATA and Q-DATA recompute", "4 roots equal, 0 gaps", () -> {
                    suppliers.anchor("F-H1");
                    suppliers.anchor("F-H2");
                    List<String> logs = List.of(suppliers.logId("F-H1"), suppliers.logId("F-H2"));
                    List<Regulator.Mirrored> all = new java.util.ArrayList<>(inF.mirrors(logs));
                    all.addAll(inQ.mirrors(logs));
                    long equal = all.stream()
                            .filter(m -> m.root() == Regulator.Root.EQUAL)
                            .count();
                    long gaps = all.stream().mapToLong(Regulator.Mirrored::gaps).sum();
                    long leaves =
                            all.stream().mapToLong(Regulator.Mirrored::leaves).sum();
                    return Outcome.of(equal + " roots equal, " + gaps + " gaps").with("leaves", leaves);
                });
    }

    void regulator(Verification verification) {
        String expected = "usage equal on both sides, consent coverage 100.0 %, COUNT refused 1, bundle verifies";
        context.step("18", "F-DATA officer-1", "look without asking the hospital, export a bundle", expected, () -> {
            JsonObject summary = inF.summary();
            CallReceipt shown = deal.receipts().get(0);
            String bundle = inF.bundle(shown.logId(), shown.index());
            Path file = context.layout().out().resolve("bundle-" + shown.index() + ".json");
            Files.writeString(file, bundle);
            String verdict = verification.verify(file, context.layout().trustFile());
            String got = (countsEqual(summary) ? "usage equal on both sides" : "counts differ")
                    + ", consent coverage " + summary.object("consent").string("percent") + " %, COUNT refused "
                    + summary.object("refusals").optionalLong("COUNT").orElse(0)
                    + (verdict.startsWith("PROVEN") ? ", bundle verifies" : ", bundle: " + verdict);
            return Outcome.of(got).with("bundle", file).with("verdict", verdict);
        });
    }

    private static boolean countsEqual(JsonObject summary) {
        List<JsonObject> counts = summary.array("counts").objects(each -> each);
        return !counts.isEmpty() && counts.stream().allMatch(count -> count.flag("equal"));
    }

    /** Verifies a bundle offline. */
    interface Verification {
        /** The verdict in one line. */
        String verify(Path bundle, Path trust) throws Exception;
    }
}
