package io.kontor.app.account;

import io.kontor.app.page.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Who gets past the door. Everything but the login page, its files, the health state and the API description needs an account. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] OPEN = {
        "/login",
        "/language",
        "/css/**",
        "/js/**",
        "/webjars/**",
        "/favicon.ico",
        "/actuator/health/**",
        "/v3/api-docs/**",
        "/error"
    };

    /** Scripts, styles and data come from here only; charts set styles by script, which needs no exception. */
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** The only way to log in; a failed try is counted once. */
    @Bean
    AuthenticationManager authenticationManager(Accounts accounts, LoginThrottle throttle) {
        return new ProviderManager(new ThrottledAuthentication(accounts, throttle));
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, AuthenticationManager authentication, ProblemWriter problems) {
        AuthenticationEntryPoint door = entryPoint(problems);
        http.authenticationManager(authentication)
                .authorizeHttpRequests(rules ->
                        rules.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .defaultSuccessUrl("/")
                        .failureHandler((request, response, e) ->
                                response.sendRedirect(e instanceof LockedException ? "/login?locked" : "/login?error")))
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .httpBasic(basic -> basic.authenticationEntryPoint(door))
                // A browser never holds Basic credentials of this site: it is never asked for them.
                .csrf(csrf -> csrf.csrfTokenRequestHandler(new FormTokens())
                        .ignoringRequestMatchers(SecurityConfiguration::hasBasicCredentials))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(door)
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                request,
                                response,
                                HttpStatus.FORBIDDEN,
                                "FORBIDDEN",
                                "Cannot take the request: " + e.getMessage())))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .requestCache(cache -> cache.requestCache(asked()))
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.changeSessionId()));
        return http.build();
    }

    /** What the firewall of Spring takes for no request has no page either: its error page would be refused as well. */
    @Bean
    RequestRejectedHandler rejected(ProblemWriter problems) {
        return (request, response, e) -> problems.writeUnreadable(response);
    }

    /** Leads to the page that was asked for, without a mark in its address. */
    @SuppressWarnings("NullAway") // null is how this class is told to leave the mark out
    private static HttpSessionRequestCache asked() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static AuthenticationEntryPoint entryPoint(ProblemWriter problems) {
        LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login");
        return (request, response, e) -> {
            if (request.getRequestURI().startsWith("/api/")) {
                boolean locked = e instanceof LockedException;
                problems.write(
                        request,
                        response,
                        locked ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNAUTHORIZED,
                        locked ? "TOO_MANY_TRIES" : "NOT_LOGGED_IN",
                        "Cannot answer: " + e.getMessage());
            } else {
                login.commence(request, response, e);
            }
        };
    }

    private static boolean hasBasicCredentials(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Basic ", 0, 6);
    }
}
