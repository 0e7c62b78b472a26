package io.kontor.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.FakeLedger;
import io.kontor.app.testing.Http;
import io.kontor.app.testing.SharedGateway;
import io.kontor.app.testing.TestDatabase;
import io.kontor.app.testing.TestGateway;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ACC-2 and CFG-2. */
class DoorTest {

    private final TestGateway gateway = SharedGateway.gateway();

    @Test
    void sends_strangers_to_the_login_page_and_answers_programs_with_a_problem() {
        HttpResponse<String> page = Http.anonymous(gateway).get("/grants");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location").orElseThrow()).endsWith("/login");
        HttpResponse<String> api = Http.anonymous(gateway).get("/api/v1/grants");
        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(api.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(api.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(api.body()).contains("\"code\":\"NOT_LOGGED_IN\"");
    }

    @Test
    void shows_the_banner_of_a_development_ledger_in_both_languages_before_the_login() {
        assertThat(Http.anonymous(gateway).get("/login").body())
                .contains("开发账本·非监管证据", "Development ledger, not evidence");
    }

    @Test
    void keeps_the_session_cookie_from_scripts_and_from_other_sites() {
        HttpResponse<String> answer =
                Http.anonymous(gateway).postForm("/login", Map.of("username", "f-data", "password", "kontor-test"));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("KONTOR=").contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void refuses_a_form_without_its_token() {
        Http session = Http.session(gateway, "f-h1");
        assertThat(session.postForm("/logout", Map.of(), "").statusCode()).isEqualTo(403);
        assertThat(session.get("/grants").statusCode()).isEqualTo(200);
    }

    @Test
    void refuses_further_tries_after_too_many_failures_even_with_the_right_password() {
        FakeLedger ledger = new FakeLedger("L");
        try (TestGateway own = TestGateway.start(
                TestDatabase.shared().create("throttle"),
                TestGateway.folder(),
                identity -> ledger,
                Map.of("kontor.login.failures-max", "3"))) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> failed =
                        Http.anonymous(own).postForm("/login", Map.of("username", "f-h1", "password", "wrong"));
                assertThat(failed.headers().firstValue("Location").orElseThrow())
                        .endsWith("/login?error");
            }
            HttpResponse<String> blocked =
                    Http.anonymous(own).postForm("/login", Map.of("username", "f-h1", "password", "kontor-test"));
            assertThat(blocked.headers().firstValue("Location").orElseThrow()).endsWith("/login?locked");
            assertThat(Http.basic(own, "f-h1").get("/api/v1/grants").statusCode())
                    .isEqualTo(429);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/%5Cevil.example\\",
                "javascript:alert(1)",
                ""
            })
    void never_leads_to_another_site_after_a_change_of_language(String back) {
        HttpResponse<String> answer = Http.anonymous(gateway)
                .get("/language?to=en&back="
                        + java.net.URLEncoder.encode(back, java.nio.charset.StandardCharsets.UTF_8));
        URI target = URI.create(gateway.address())
                .resolve(answer.headers().firstValue("Location").orElseThrow());
        assertThat(target.getAuthority())
                .isEqualTo(URI.create(gateway.address()).getAuthority());
    }

    @Test
    void allows_no_script_from_elsewhere() {
        assertThat(Http.anonymous(gateway).get("/login").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
        assertThat(Http.session(gateway, "f-data").get("/calls").body()).doesNotContain("//cdn", "https://");
    }

    @Test
    void publishes_its_api_description_and_its_health_without_login() {
        assertThat(Http.anonymous(gateway).get("/v3/api-docs").body()).contains("/api/v1/receipts");
        assertThat(Http.anonymous(gateway).get("/actuator/health").body()).contains("\"status\":\"UP\"");
    }
}
