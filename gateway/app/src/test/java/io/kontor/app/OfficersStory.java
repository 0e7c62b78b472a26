package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.kontor.app.testing.Browser;
import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong in a deal, as its officers see it: silent parties, missing receipts, lost instances, late deletions, results to decide on. */
class OfficersStory {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String PERIOD = "/settlements/" + TestDeal.ORDER;

    private static TestDeal deal;
    private static TestGateway gateway;
    private static Browser browser;

    @BeforeAll
    static void open() {
        deal = new TestDeal();
        deal.calls();
        deal.anchor();
        deal.settle();
        deal.enforce();
        deal.derive("DV-1");
        deal.end(TestDeal.GRANT_R3);
        deal.writeOff("log-f-h2", "机房失火,磁盘无法恢复(合成)");
        gateway = deal.gateway("officers_story");
        browser = new Browser(gateway);
        Http regulator = Http.basic(gateway, "f-data");
        Awaitility.await("everything is indexed and mirrored")
                .atMost(Duration.ofSeconds(30))
                .until(() -> regulator.get("/api/v1/supervision").body().split("VERIFIED", -1).length == 5);
    }

    @AfterAll
    static void close() {
        browser.close();
        gateway.close();
        deal.close();
    }

    @Test
    void a_regulator_sees_the_whole_period_before_signing_in_place_of_a_party() {
        Page page = browser.login("f-data", 1280, "zh-CN");
        page.navigate(PERIOD + "/2/enforce");
        assertThat(page.locator(".k-json").first().innerText())
                .contains("\"charge\":384", "\"usage\":72", "\"usage\":48");
        page.navigate(PERIOD + "/4");
        assertThat(page.locator("#missing tbody tr").innerText()).contains("F-H1", "24");
        assertThat(page.locator("#missing .k-source").count()).isEqualTo(1);
    }

    @Test
    void a_regulator_sees_the_due_deletion_before_the_sweep() {
        Page page = browser.login("f-data", 1280, "en");
        page.navigate("/grants/" + TestDeal.GRANT_R3 + "/sweep");
        assertThat(page.locator(".k-json").first().innerText()).contains(TestDeal.GRANT_R3, "dueAt");
        page.navigate("/calls");
        assertThat(page.locator("#logs").innerText()).contains("written off", "机房失火");
    }

    @Test
    void a_decision_without_words_leads_back_to_its_form() {
        Page page = browser.login("f-h1", 1280, "en");
        page.navigate("/grants/derivatives/DV-1/reject");
        page.fill("#f-reason", "   ");
        page.locator(".k-actions button").click();
        assertThat(page.locator("#content").innerText()).contains("MALFORMED", "must have 1 to 500");
        page.locator("a.btn-primary").click();
        assertThat(page.url()).endsWith("/grants/derivatives/DV-1/reject");
        page.navigate("/grants/derivatives/DV-1");
        assertThat(page.url()).endsWith("/grants/" + TestDeal.GRANT_R1 + "#derivatives");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 1280", "en, 390"})
    void is_photographed(String language, int width) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Map<String, String> regulators = new LinkedHashMap<>();
        regulators.put("enforced", PERIOD + "/4");
        regulators.put("enforce", PERIOD + "/2/enforce");
        regulators.put("deletion", "/grants/" + TestDeal.GRANT_R3);
        regulators.put("sweep", "/grants/" + TestDeal.GRANT_R3 + "/sweep");
        regulators.put("logs", "/calls");
        Page regulator = browser.login("f-data", width, language);
        regulators.forEach((name, path) -> photograph(regulator, name, path, language, width));
        Map<String, String> suppliers = new LinkedHashMap<>();
        suppliers.put("derivative", "/grants/" + TestDeal.GRANT_R1);
        suppliers.put("derivative-approve", "/grants/derivatives/DV-1/approve");
        suppliers.put("write-off", "/calls/logs/log-f-h1/write-off");
        suppliers.put("nothing", "/calls/log-none/1");
        Page supplier = browser.login("f-h1", width, language);
        suppliers.forEach((name, path) -> photograph(supplier, name, path, language, width));
    }

    private static void photograph(Page page, String name, String path, String language, int width) {
        page.navigate(path);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("%s in %s fits %d px", name, language, width)
                .isLessThanOrEqualTo(width);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve("officers-" + name + "-" + language + "-" + width + ".png")));
    }
}
