package io.kontor.app.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a query, a form or an upload whose parameters cannot be read (REST-3). Tomcat throws wherever they are asked for first, and so
 * again in its error page, which would then be empty.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableParameters extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableParameters.class);

    private final ProblemWriter problems;

    UnreadableParameters(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            LOG.debug("Cannot read the parameters of {}", request.getRequestURI(), e);
            if (!response.isCommitted()) {
                problems.writeUnreadable(response);
            }
        }
    }
}
