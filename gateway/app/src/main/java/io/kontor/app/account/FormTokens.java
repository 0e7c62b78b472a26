package io.kontor.app.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * The token of a form, masked anew for each page. One that somebody made up and that is no text is no token: the handler of Spring throws at
 * it before anything else is looked at, so that anybody could have a 500 (REST-3). Thread-safe.
 */
final class FormTokens implements CsrfTokenRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FormTokens.class);

    private final XorCsrfTokenRequestAttributeHandler masked = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        try {
            return masked.resolveCsrfTokenValue(request, token);
        } catch (IllegalArgumentException e) {
            LOG.debug("A form came with a token that is none", e);
            return null;
        }
    }
}
