package io.kontor.dataplane.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.dataplane.source.FieldSelection;
import io.kontor.dataplane.source.Masking;
import io.kontor.dataplane.source.ProcessRequest;
import io.kontor.dataplane.source.ProcessResult;
import io.kontor.dataplane.source.SourceConfigurationException;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceRequestException;
import io.kontor.dataplane.testing.TestPostgres;
import io.kontor.model.id.Digest32;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.Sensitivity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-3 (account), DPL-4 (registered text, parameters), DPL-5 (records), DPL-6 (aggregates). */
class JdbcSourceTest {

    private static final TestPostgres POSTGRES = TestPostgres.shared();
    private static final String RECORD_SQL =
            "select patient as _subject, name as \"患者姓名\", age as \"年龄\", total as \"费用总额\", secret,"
                    + " note as \"备注\" from claims.claim where patient = :subject";

    @TempDir
    Path folder;

    private JdbcSource source;

    @BeforeAll
    static void makeDatabase() {
        POSTGRES.createDatabase(
                "sources",
                "create schema claims",
                "create table claims.claim (patient text, name text, age int, total numeric(12,2), secret text, note text)",
                "insert into claims.claim values ('P1','林晓明',41,486.30,'hidden',null),('P2','陈一',30,1.00,'hidden','x'),"
                        + "('P3','陈二',31,2.00,'hidden','x'),('P3','陈二',31,3.00,'hidden','x')",
                "create role reader login password 'r'",
                "grant usage on schema claims to reader",
                "grant select on claims.claim to reader");
    }

    @BeforeEach
    void open() throws IOException {
        source = JdbcSource.open(
                "R1",
                settings("reader"),
                List.of(
                        algorithm("claim", RECORD_SQL),
                        algorithm("claim-since", RECORD_SQL + " and total >= :least::numeric"),
                        algorithm("any", RECORD_SQL.replace("patient as", "'P9' as")),
                        algorithm(
                                "unbounds",
                                "select set_config('statement_timeout', '0', false) as \"年龄\", patient as _subject,"
                                        + " name as \"患者姓名\", total as \"费用总额\", note as \"备注\" from claims.claim"
                                        + " where patient = :subject"),
                        algorithm("slow", "select :subject as _subject, pg_sleep(5) as \"年龄\""),
                        aggregate(
                                "by-name",
                                "select left(name, 1) as name, count(*) as _count from claims.claim group by 1"),
                        algorithm(
                                "writes",
                                "with d as (delete from claims.claim returning patient)"
                                        + " select patient as _subject from d where patient = :subject"),
                        aggregate("many", "select g as n, 9 as _count from generate_series(1, 11) g")));
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void releases_only_the_contracted_fields_of_the_subject() throws SourceFailure {
        ProcessResult result = source.process(request("claim", "P1", Map.of()));

        assertThat(result.body())
                .isEqualTo("{\"hit\":true,\"record\":{\"备注\":\"\",\"年龄\":41,\"患者姓名\":\"林**\",\"费用总额\":\"486.30\"}}");
        assertThat(result.items()).isEqualTo(4);
        assertThat(result.records()).isEqualTo(1);
    }

    @Test
    void an_unknown_subject_is_a_miss_without_items() throws SourceFailure {
        ProcessResult result = source.process(request("claim", "P7", Map.of()));

        assertThat(result.body()).isEqualTo("{\"hit\":false}");
        assertThat(result.isHit()).isFalse();
        assertThat(result.items()).isZero();
    }

    @Test
    void a_parameter_is_bound_and_never_part_of_the_statement() throws SourceFailure {
        assertThat(source.process(request("claim", "P7' or '1'='1", Map.of())).isHit())
                .isFalse();
        assertThat(source.process(request("claim-since", "P1", Map.of("least", "486.30")))
                        .isHit())
                .isTrue();
        assertThat(source.process(request("claim-since", "P1", Map.of("least", "486.31")))
                        .isHit())
                .isFalse();
    }

    @Test
    void a_record_of_another_subject_does_not_leave() {
        assertFailure("any", "P1", "it answered a record of another subject");
    }

    @Test
    void more_than_one_record_does_not_leave() {
        assertFailure("claim", "P3", "it answered more than one record");
    }

    @Test
    void a_statement_that_writes_fails_although_it_is_registered() {
        assertFailure("writes", "P1", "SQLSTATE 25006");
    }

    @Test
    void a_statement_that_runs_too_long_is_cancelled() {
        assertFailure("slow", "P1", "SQLSTATE 57014");
    }

    @Test
    void a_statement_cannot_lift_the_limits_of_later_ones() throws SourceFailure {
        for (int i = 0; i < 4; i++) {
            source.process(request("unbounds", "P1", Map.of()));
        }

        assertFailure("slow", "P1", "SQLSTATE 57014");
    }

    @Test
    void more_rows_than_the_limit_are_never_cut_silently() {
        assertFailure("many", "P1", "it answered more than 10 rows");
    }

    @Test
    void groups_below_the_smallest_size_do_not_leave() throws SourceFailure {
        ProcessResult result = source.process(request("by-name", "P1", Map.of()));

        assertThat(result.body()).isEqualTo("{\"groups\":[{\"count\":3,\"name\":\"陈\"}],\"hit\":true}");
    }

    @Test
    void a_changed_text_of_a_registered_algorithm_is_not_run() throws IOException, SourceFailure {
        source.process(request("claim", "P1", Map.of()));
        Files.writeString(folder.resolve("claim.sql"), RECORD_SQL + " or true");

        assertFailure("claim", "P1", "registered is");
    }

    @Test
    void a_request_that_does_not_fit_the_algorithm_is_refused_before_it_runs() {
        assertRefused(request("other", "P1", Map.of()), "it is not registered for resource R1");
        assertRefused(request("claim", "P1", Map.of("least", "1")), "parameters [least] are unknown");
        assertRefused(request("claim-since", "P1", Map.of()), "parameters [least] are missing");
        assertRefused(request("claim", "P1", Map.of("subject", "P2")), "not among the parameters");
        assertRefused(
                new ProcessRequest("claim", Optional.empty(), Map.of(), selection()), "the call names no subject");
    }

    @Test
    void a_database_that_was_away_serves_again() throws IOException, SourceFailure {
        POSTGRES.stop();
        assertFailure("claim", "P1", "SQLSTATE");
        POSTGRES.start();

        assertThat(source.process(request("claim", "P1", Map.of())).isHit()).isTrue();
    }

    @Test
    void an_account_that_may_write_is_refused_with_its_right() {
        POSTGRES.execute(
                "sources",
                "create role inserter login password 'r' in role reader",
                "grant insert on claims.claim to inserter",
                "create role truncater login password 'r'",
                "grant truncate on claims.claim to truncater",
                "create role column_updater login password 'r'",
                "grant update (note) on claims.claim to column_updater",
                "create role creator login password 'r'",
                "grant create on schema claims to creator",
                "create role by_role login noinherit password 'r' in role inserter",
                "create role owner login password 'r'",
                "create table claims.own (a int)",
                "alter table claims.own owner to owner");

        assertAccountRefused("inserter", "may INSERT on table claims.claim");
        assertAccountRefused("truncater", "may TRUNCATE on table claims.claim");
        assertAccountRefused("column_updater", "may UPDATE on table claims.claim");
        assertAccountRefused("creator", "may CREATE in schema claims");
        assertAccountRefused("by_role", "may INSERT on table claims.claim");
        assertAccountRefused("owner", "owns table claims.own");
        POSTGRES.execute("sources", "create role filer login password 'r' in role pg_write_server_files");
        assertAccountRefused("filer", "is member of pg_write_server_files");
        assertAccountRefused("postgres", "is superuser");
    }

    @Test
    void a_wrong_password_and_a_missing_database_get_one_clear_line() {
        POSTGRES.execute("sources", "create role locked nologin");
        assertAccountRefused("locked", "is not permitted to log in");
    }

    private void assertFailure(String algorithm, String subject, String reason) {
        assertThatThrownBy(() -> source.process(request(algorithm, subject, Map.of())))
                .isInstanceOf(SourceFailure.class)
                .hasMessageStartingWith("Cannot ")
                .hasMessageContaining(reason);
    }

    private static JdbcSettings behind(Relay relay) {
        String url = POSTGRES.url("sources").replace(":" + port() + "/", ":" + relay.port() + "/");
        return new JdbcSettings(url, "reader", "r", 10, 300, 2);
    }

    private static int port() {
        return URI.create(POSTGRES.url("sources").substring("jdbc:".length())).getPort();
    }

    @Test
    void a_database_that_comes_up_late_is_waited_for() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Relay relay = new Relay(port())) {
            JdbcSource.Patience patience = new JdbcSource.Patience(20, 500, line -> {
                lines.add(line);
                relay.open();
            });
            JdbcSource.open("R1", behind(relay), List.of(), patience).close();
            assertThat(lines).isNotEmpty();
            assertThat(lines.get(0))
                    .startsWith("Waiting for database jdbc:postgresql://")
                    .contains("of resource R1, try 2 of 20: ");
        }
    }

    @Test
    void a_database_that_never_comes_up_is_tried_so_often_and_no_more() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Relay relay = new Relay(port())) {
            JdbcSource.Patience patience = new JdbcSource.Patience(3, 300, lines::add);
            assertThatThrownBy(() -> JdbcSource.open("R1", behind(relay), List.of(), patience))
                    .isInstanceOf(SourceConfigurationException.class)
                    .hasMessageStartingWith("Cannot serve resource R1: ");
        }
        assertThat(lines).hasSize(2);
    }

    @Test
    void an_account_that_the_database_does_not_know_is_not_tried_again() {
        List<String> lines = new ArrayList<>();
        JdbcSource.Patience patience = new JdbcSource.Patience(3, 300, lines::add);
        assertThatThrownBy(() -> JdbcSource.open("R1", settings("nobody-here"), List.of(), patience))
                .isInstanceOf(SourceConfigurationException.class)
                .hasMessageContaining("nobody-here");
        assertThat(lines).isEmpty();
    }

    private void assertRefused(ProcessRequest request, String reason) {
        assertThatThrownBy(() -> source.check(request))
                .isInstanceOf(SourceRequestException.class)
                .hasMessageContaining(reason);
    }

    private static void assertAccountRefused(String account, String reason) {
        assertThatThrownBy(() -> JdbcSource.open("R1", settings(account), List.of()))
                .isInstanceOf(SourceConfigurationException.class)
                .hasMessageStartingWith("Cannot serve resource R1: ")
                .hasMessageContaining(account)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static JdbcSettings settings(String account) {
        return new JdbcSettings(POSTGRES.url("sources"), account, "r", 10, 300, 2);
    }

    private static ProcessRequest request(String algorithm, String subject, Map<String, String> parameters) {
        return new ProcessRequest(algorithm, Optional.of(subject), parameters, selection());
    }

    private static FieldSelection selection() {
        return new FieldSelection(
                List.of("患者姓名", "年龄", "费用总额", "备注"),
                Masking.of(List.of(new DataItem("患者姓名", "text", Sensitivity.NAME))));
    }

    private RegisteredAlgorithm algorithm(String id, String sql) throws IOException {
        return register(id, AlgorithmKind.RECORD, sql);
    }

    private RegisteredAlgorithm aggregate(String id, String sql) throws IOException {
        return register(id, AlgorithmKind.AGGREGATE, sql);
    }

    private RegisteredAlgorithm register(String id, AlgorithmKind kind, String sql) throws IOException {
        Path file = Files.writeString(folder.resolve(id + ".sql"), sql);
        return new RegisteredAlgorithm(id, kind, file, sha256(sql), 2);
    }

    private static Digest32 sha256(String text) {
        try {
            return Digest32.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
