package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.kontor.app.testing.Browser;
import io.kontor.app.testing.SharedGateway;
import io.kontor.app.testing.TestDeal;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A regulator looks for what is wrong, in a real browser; every page is photographed in both languages and two widths. */
class RegulatorStory {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser(SharedGateway.gateway());
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void finds_the_refused_fourth_view_and_downloads_its_bundle() throws IOException {
        Page page = browser.login("f-data", 1280, "zh-CN");
        assertThat(page.url()).endsWith("/grants");
        assertThat(page.locator(".k-banner").innerText()).contains("开发账本·非监管证据");
        page.locator(".k-menu a", new Page.LocatorOptions().setHasText("调用明细")).click();
        page.selectOption("#outcome", "DENIED");
        page.selectOption("#action", "VIEW");
        page.locator(".k-filter button[type=submit]").click();
        Locator rows = page.locator("#calls tbody tr");
        assertThat(rows.count()).isEqualTo(1);
        assertThat(rows.first().innerText()).contains("COUNT", "已拒绝", "已锚定");
        rows.first().locator("td a").first().click();
        assertThat(page.locator(".k-note.is-refused").innerText()).contains("COUNT");

        Download download = page.waitForDownload(() -> page.click("#bundle"));
        EvidenceBundle bundle = EvidenceBundleCodec.read(Files.readAllBytes(download.path()));
        CallReceipt receipt = LeafCodec.decodeReceipt(bundle.leafBytes());
        assertThat(receipt.kind()).isEqualTo(LeafKind.DENIED);
        assertThat(receipt.refusal()).contains(RejectionCode.COUNT);
        assertThat(receipt.grantId()).isEqualTo(TestDeal.GRANT_R3);
        HashFunction hash = HashFunction.sha256();
        assertThat(new MerkleVerifier(hash)
                        .includes(
                                new MerkleHasher(hash).leaf(bundle.leafBytes()),
                                bundle.inclusion(),
                                bundle.head().head()))
                .isTrue();
    }

    @Test
    void asks_the_ledger_from_a_row_without_leaving_the_page() {
        Page page = browser.login("f-data", 1280, "en");
        page.navigate("/grants");
        Locator row = page.locator("#grants tbody tr").first();
        row.locator(".k-ask").click();
        row.locator(".k-answer").waitFor();
        assertThat(row.locator(".k-answer").innerText()).contains("same as on the ledger");
        assertThat(page.url()).endsWith("/grants");
    }

    @Test
    void reads_and_filters_by_keyboard_alone() {
        Page page = browser.login("q-ins", 1280, "zh-CN");
        page.navigate("/calls");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("k-skip");
        page.focus("#refusal");
        page.keyboard().type("CONSENT_CONSUMED");
        page.keyboard().press("Tab");
        page.focus(".k-filter button[type=submit]");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("refusal=CONSENT_CONSUMED"));
        assertThat(page.locator("#calls tbody tr").count()).isEqualTo(1);
    }

    @Test
    void asks_the_ledger_and_finds_a_call_without_scripts() {
        Page page = browser.loginWithoutScripts("f-data");
        page.locator("#grants tbody tr .k-ask").first().click();
        page.waitForURL(url -> url.contains("/ask?key="));
        assertThat(page.locator("#content").innerText()).contains("与账本一致");
        page.navigate("/calls");
        page.selectOption("#refusal", "COUNT");
        page.locator(".k-filter button[type=submit]").click();
        assertThat(page.locator("#calls tbody tr").count()).isEqualTo(1);
    }

    @Test
    void names_no_script_error_and_no_blocked_content_on_any_page() {
        Page page = browser.login("f-data", 1280, "zh-CN");
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add(page.url() + " " + message.text());
            }
        });
        page.onPageError(complaints::add);
        pages().values().forEach(path -> page.navigate(path));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 1280", "en, 1280", "zh-CN, 390", "en, 390"})
    void is_photographed(String language, int width) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Page page = browser.login("f-h1", width, language);
        Map<String, String> pages = pages();
        pages.put("sign", "/grants/" + TestDeal.GRANT_R4 + "/sign");
        pages.put("terminate", "/grants/" + TestDeal.GRANT_R3 + "/terminate");
        pages.forEach((name, path) -> photograph(page, name, path, language, width));
        Page regulator = browser.login("f-data", width, language);
        photograph(regulator, "calls-regulator", "/calls", language, width);
        regulator.context().clearCookies();
        regulator.navigate("/language?to=" + language + "&back=/grants");
        photograph(regulator, "login", "/login", language, width);
    }

    private static void photograph(Page page, String name, String path, String language, int width) {
        page.navigate(path);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("%s in %s fits %d px", name, language, width)
                .isLessThanOrEqualTo(width);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(width > 600)
                .setPath(SCREENSHOTS.resolve(name + "-" + language + "-" + width + ".png")));
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/");
        pages.put("grants", "/grants");
        pages.put("grant", "/grants/" + TestDeal.GRANT_R3);
        pages.put("calls", "/calls");
        pages.put("calls-empty", "/calls?refusal=GRADE");
        pages.put("call", "/calls/log-f-h1/18");
        pages.put("settlements", "/settlements");
        pages.put("settlement", "/settlements/" + TestDeal.ORDER + "/1");
        pages.put("settlement-credit", "/settlements/" + TestDeal.ORDER + "/2");
        pages.put("ask", "/ask?key=grant/" + TestDeal.GRANT_R1);
        pages.put("verify", "/verify");
        return pages;
    }
}
