package io.kontor.cli.demo;

import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.process.PostgresServer;
import io.kontor.dataplane.sample.ClaimCsv;
import io.kontor.dataplane.sample.ClaimFileException;
import io.kontor.dataplane.sample.ClaimGenerator;
import io.kontor.dataplane.sample.ClaimItem;
import io.kontor.dataplane.sample.ClaimRecord;
import io.kontor.dataplane.sample.HospitalDatabase;
import io.kontor.dataplane.sample.LabReports;
import io.kontor.dataplane.sample.PriceCatalogue;
import io.kontor.dataplane.sample.SampleAlgorithms;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hospitals' data: made from the seed, or the user's own claims. Loaded before the data planes start. */
final class ClaimData {
    private static final String UNKNOWN_PATIENT = "990101199001019999";
    private static final int GENERATED = 40;
    private static final int OWN_CLAIMS_MIN = 6;
    /** About 20 MB, more than the sockets between supplier and application hold: a download that is not read on is still under way. */
    private static final int PRICE_ROWS = 240_000;

    private final Plan plan;
    private final String mark;
    private final Map<String, List<ClaimRecord>> claims;
    private final Map<String, String> reports = new HashMap<>();

    private ClaimData(Plan plan, String mark, Map<String, List<ClaimRecord>> claims) {
        this.plan = plan;
        this.mark = mark;
        this.claims = claims;
    }

    /**
     * Prepares the data; nothing is written yet.
     *
     * @param plan what varies with the seed
     * @param file the user's own claims
     * @throws ClaimFileException naming line and column of what is wrong with the file
     */
    static ClaimData of(Plan plan, Optional<Path> file) {
        return file.map(path -> own(plan, path)).orElseGet(() -> generated(plan));
    }

    private static ClaimData generated(Plan plan) {
        ClaimGenerator first = new ClaimGenerator("12990101DEM000001K", plan.seed());
        List<ClaimRecord> ofFirst = new ArrayList<>(List.of(first.sample()));
        ofFirst.addAll(first.claims(GENERATED));
        List<ClaimRecord> ofSecond = new ClaimGenerator("12990101DEM000002N", plan.seed()).claims(GENERATED);
        return new ClaimData(plan, ClaimGenerator.SYNTHETIC, Map.of("F-H1", ofFirst, "F-H2", ofSecond));
    }

    private static ClaimData own(Plan plan, Path file) {
        Map<String, ClaimRecord> bySubject = new java.util.LinkedHashMap<>();
        ClaimCsv.read(file).forEach(record -> bySubject.put(record.subject(), record));
        List<ClaimRecord> all = List.copyOf(bySubject.values());
        if (all.size() < OWN_CLAIMS_MIN) {
            throw new IllegalArgumentException("Cannot play the demo with " + file + ": it has claims of " + all.size()
                    + " patients, at least " + OWN_CLAIMS_MIN + " are needed");
        }
        int half = all.size() / 2;
        Plan fitting = plan.limited(half, all.size() - half);
        String mark = "own claims from " + file.getFileName();
        return new ClaimData(
                fitting, mark, Map.of("F-H1", all.subList(0, half), "F-H2", all.subList(half, all.size())));
    }

    /** The plan, with no more calls than there are patients. */
    Plan plan() {
        return plan;
    }

    /** Who consents to what, in the order of the calls. */
    ConsentSteps.Subjects subjects() {
        List<String> ofR1 = new ArrayList<>(subjects("F-H1", plan.hitsH1()));
        ofR1.add(UNKNOWN_PATIENT);
        return new ConsentSteps.Subjects(ofR1, subjects("F-H2", plan.callsH2()), subjects("F-H1", Plan.VIEWS));
    }

    private List<String> subjects(String hospital, int count) {
        return claims.getOrDefault(hospital, List.of()).stream()
                .limit(count)
                .map(ClaimRecord::subject)
                .toList();
    }

    /** The report of each viewing, and the price catalogue. */
    CallSteps.Documents documents() {
        List<String> documents = subjects("F-H1", Plan.VIEWS).stream()
                .map(subject -> reports.getOrDefault(subject, "missing"))
                .toList();
        return new CallSteps.Documents(documents, DemoTopology.PRICES, coveredOfFirstClaim());
    }

    /** What the insurer covers of the first claim: self-pay and own cost, in fen. */
    private long coveredOfFirstClaim() {
        ClaimRecord first = claims.getOrDefault("F-H1", List.of()).get(0);
        return first.fen(ClaimItem.SELF_PAY) + first.fen(ClaimItem.OWN_COST);
    }

    /** Fills the hospitals' databases and folders. */
    void load(PostgresServer postgres, Layout layout) throws IOException, SQLException {
        for (Map.Entry<String, List<ClaimRecord>> hospital : claims.entrySet()) {
            String database = DemoTopology.hospitalDatabase(hospital.getKey());
            postgres.createDatabase(database, database, io.kontor.cli.deploy.Secrets.DATABASE);
            HospitalDatabase target = new HospitalDatabase(postgres.url(database), "postgres", "");
            target.create(DemoTopology.hospitalReader(hospital.getKey()), io.kontor.cli.deploy.Secrets.DATABASE);
            postgres.allow(database, DemoTopology.hospitalReader(hospital.getKey()));
            target.load(hospital.getValue(), mark);
            Path folder = DemoTopology.sources(layout, hospital.getKey());
            SampleAlgorithms.write(folder.resolve("algorithms"));
            if (hospital.getKey().equals("F-H1")) {
                reports.putAll(LabReports.write(
                        folder.resolve("reports"), hospital.getValue().subList(0, Plan.VIEWS), plan.seed()));
                layout.make(folder.resolve("objects"));
                PriceCatalogue.write(DemoTopology.priceFile(layout), PRICE_ROWS, plan.seed());
            }
        }
    }
}
