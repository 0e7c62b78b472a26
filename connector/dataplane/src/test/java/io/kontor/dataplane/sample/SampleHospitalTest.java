package io.kontor.dataplane.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.document.DocumentFolder;
import io.kontor.dataplane.jdbc.AlgorithmKind;
import io.kontor.dataplane.jdbc.JdbcSettings;
import io.kontor.dataplane.jdbc.JdbcSource;
import io.kontor.dataplane.jdbc.RegisteredAlgorithm;
import io.kontor.dataplane.source.FieldSelection;
import io.kontor.dataplane.source.Masking;
import io.kontor.dataplane.source.ProcessRequest;
import io.kontor.dataplane.source.ProcessResult;
import io.kontor.dataplane.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleHospitalTest {

    private static final String CODE = "12990101DEM000001K";

    @TempDir
    Path folder;

    @Test
    void the_sample_claim_can_be_asked_for_with_the_reading_account() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        postgres.createDatabase("hospital");
        ClaimGenerator generator = new ClaimGenerator(CODE, 1);
        ClaimRecord sample = generator.sample();
        HospitalDatabase database = new HospitalDatabase(postgres.url("hospital"), "postgres", "");
        database.create("hospital_reader", "it's secret");
        database.load(List.of(sample), ClaimGenerator.SYNTHETIC);
        database.load(generator.claims(60), ClaimGenerator.SYNTHETIC);

        try (JdbcSource source = JdbcSource.open(
                "R1",
                new JdbcSettings(postgres.url("hospital"), "hospital_reader", "it's secret", 100, 5000, 2),
                algorithms())) {
            ProcessResult claim = source.process(request(SampleAlgorithms.CLAIM, Optional.of(sample.subject())));
            assertThat(claim.items()).isEqualTo(24);
            assertThat(claim.body())
                    .contains("\"就诊流水号\":\"OP20260917-0831\"")
                    .contains("\"费用总额\":\"486.30\"")
                    .contains("\"挂号时间\":\"2026-09-17 08:31:00\"")
                    .contains("\"年龄\":41")
                    .contains("\"性别\":\"*性\"");
            ProcessResult groups = source.process(request(SampleAlgorithms.BY_DIAGNOSIS, Optional.empty()));
            assertThat(groups.body()).contains("平均费用").contains("\"count\":");
        }
    }

    @Test
    void the_same_seed_gives_the_same_claims_and_another_seed_gives_others() {
        List<ClaimRecord> one = new ClaimGenerator(CODE, 1).claims(50);

        assertThat(new ClaimGenerator(CODE, 1).claims(50))
                .usingRecursiveComparison()
                .isEqualTo(one);
        assertThat(new ClaimGenerator(CODE, 2).claims(50).get(0).values())
                .isNotEqualTo(one.get(0).values());
    }

    @Test
    void every_patient_has_an_identity_number_of_its_own_in_no_region() {
        List<ClaimRecord> claims = new ClaimGenerator(CODE, 3).claims(2_000);

        assertThat(claims).allMatch(claim -> claim.subject().matches("990101[0-9]{11}[0-9X]"));
        assertThat(new HashSet<>(claims.stream().map(ClaimRecord::subject).toList()))
                .hasSize(2_000);
    }

    @Test
    void each_patient_has_a_report_of_two_pages() throws Exception {
        List<ClaimRecord> claims = new ClaimGenerator(CODE, 4).claims(2);

        Map<String, String> documents = LabReports.write(folder.resolve("reports"), claims, 4);

        String subject = claims.get(1).subject();
        try (DocumentFolder source = DocumentFolder.open("R3", folder.resolve("reports"), 72)) {
            assertThat(source.open(documents.getOrDefault(subject, "none"), Optional.of(subject))
                            .orElseThrow()
                            .pageCount())
                    .isEqualTo(2);
        }
    }

    @Test
    void the_catalogue_has_as_many_rows_as_asked_for() throws Exception {
        PriceCatalogue.write(folder.resolve("prices.csv"), 1_000, 5);

        List<String> lines = Files.readAllLines(folder.resolve("prices.csv"));
        assertThat(lines).hasSize(1_001);
        assertThat(lines.get(1)).endsWith(ClaimGenerator.SYNTHETIC);
    }

    private List<RegisteredAlgorithm> algorithms() throws Exception {
        return SampleAlgorithms.write(folder).stream()
                .map(written -> new RegisteredAlgorithm(
                        written.id(),
                        AlgorithmKind.valueOf(written.kind().toUpperCase(Locale.ROOT)),
                        written.file(),
                        written.digest(),
                        5))
                .toList();
    }

    private static ProcessRequest request(String algorithm, Optional<String> subject) {
        return new ProcessRequest(
                algorithm,
                subject,
                Map.of(),
                new FieldSelection(ClaimItem.titles(), Masking.of(ClaimItem.dictionary())));
    }
}
