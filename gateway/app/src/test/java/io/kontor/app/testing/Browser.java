package io.kontor.app.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headless Chromium of the machine; nothing is downloaded. */
public final class Browser implements AutoCloseable {

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String address;

    public Browser(TestGateway gateway) {
        this.address = gateway.address();
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    /** A fresh window of that width in which the account has logged in. */
    public Page login(String username, int width, String language) {
        return login(username, language, options(width));
    }

    /** A fresh window in which nothing runs scripts. */
    public Page loginWithoutScripts(String username) {
        return login(username, "zh-CN", options(1280).setJavaScriptEnabled(false));
    }

    private com.microsoft.playwright.Browser.NewContextOptions options(int width) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, width > 600 ? 900 : 1500)
                .setAcceptDownloads(true);
    }

    private Page login(String username, String language, com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext window = chromium.newContext(options);
        Page page = window.newPage();
        page.navigate("/language?to=" + language + "&back=/grants");
        page.fill("#username", username);
        page.fill("#password", TestAccounts.PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Path executable() {
        Path path = Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException("Cannot run the browser story: there is no Chromium at " + path
                    + "; install the package chromium or set CHROMIUM");
        }
        return path;
    }
}
