package io.kontor.app.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** The login page and the choice of the language. */
@Controller
class DoorController {

    @GetMapping("/login")
    String login() {
        return "login";
    }

    /** Keeps the choice for a year and goes back to a page of this site, never elsewhere. */
    @GetMapping("/language")
    RedirectView language(
            @RequestParam String to, @RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        Cookie cookie = new Cookie(Languages.COOKIE, "en".equals(to) ? "en" : "zh-CN");
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
        response.addCookie(cookie);
        return new RedirectView(isLocal(back) ? back : "/", true);
    }

    static boolean isLocal(String target) {
        return target.matches("/([A-Za-z0-9._~-][^\\\\\\s]*)?") && !target.startsWith("/login");
    }
}
