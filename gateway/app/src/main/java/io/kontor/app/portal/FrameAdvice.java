package io.kontor.app.portal;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerIndex;
import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.settings.LedgerSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame. */
@ControllerAdvice(annotations = Controller.class)
class FrameAdvice {

    private final GatewaySettings settings;
    private final LedgerIndex index;

    FrameAdvice(GatewaySettings settings, LedgerIndex index) {
        this.settings = settings;
        this.index = index;
    }

    /** Who reads; nobody on the login page. */
    @ModelAttribute("account")
    @Nullable Account account() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Account account ? account : null;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request, Locale locale) {
        String query = request.getQueryString();
        return new Frame(
                settings.federation(),
                settings.ledger().kind() == LedgerSettings.Kind.DEVELOPMENT,
                index.state(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                Frame.tag(locale));
    }
}
