package io.kontor.app.portal;

import io.kontor.app.account.Account;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.LocaleResolver;

/** The two languages: the reader's choice (a cookie), else the account's, else Chinese. */
@Configuration(proxyBeanMethods = false)
class Languages {

    static final String COOKIE = "kontor-language";
    static final List<String> BUNDLES = List.of("portal", "grant", "receipt", "settlement", "submission");

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames(BUNDLES.stream().map(name -> "messages/" + name).toArray(String[]::new));
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setAlwaysUseMessageFormat(true);
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        return messages;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new ChosenLanguage();
    }

    static Locale parse(@Nullable String tag) {
        return "en".equals(tag) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    private static final class ChosenLanguage implements LocaleResolver {

        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            Cookie[] cookies = request.getCookies();
            return Stream.of(cookies == null ? new Cookie[0] : cookies)
                    .filter(cookie -> COOKIE.equals(cookie.getName()))
                    .findFirst()
                    .map(cookie -> parse(cookie.getValue()))
                    .orElseGet(ChosenLanguage::ofAccount);
        }

        @Override
        public void setLocale(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
            throw new UnsupportedOperationException("Cannot set language: /language does");
        }

        private static Locale ofAccount() {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication != null && authentication.getPrincipal() instanceof Account account
                    ? account.language()
                    : Locale.SIMPLIFIED_CHINESE;
        }
    }
}
