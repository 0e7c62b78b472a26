package io.kontor.app.page;

import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.rejection.MalformedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;

/** Answers every failure with a code and a sentence, never with a stack trace (REST-3). */
@ControllerAdvice
class ApiProblems {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    private final ProblemWriter problems;

    ApiProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void problem(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, e.status(), e.code(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    void malformed(MalformedException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, HttpStatus.BAD_REQUEST, "MALFORMED", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    void ledger(LedgerException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (e instanceof LedgerRejectedException rejected) {
            problems.write(
                    request,
                    response,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    rejected.code().name(),
                    rejected.text());
        } else {
            problems.write(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "LEDGER_UNAVAILABLE",
                    String.valueOf(e.getMessage()));
        }
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    void database(RuntimeException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOG.warn("The database did not answer {}: {}", request.getRequestURI(), e.getMessage());
        problems.write(
                request,
                response,
                HttpStatus.SERVICE_UNAVAILABLE,
                "DATABASE_UNAVAILABLE",
                "Cannot answer: the database cannot be reached, try again later");
    }

    /** Parameters that cannot be read; the error page would ask for them again, so the problem itself is the answer. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class, MultipartException.class})
    void unreadable(RuntimeException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (e instanceof ErrorResponse) {
            other(e, request, response);
        } else if (!response.isCommitted()) {
            problems.writeUnreadable(response);
        }
    }

    /** What Spring refuses before a controller is reached, and what nobody expected. */
    @ExceptionHandler
    void other(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = status(e);
        if (status.is5xxServerError()) {
            LOG.error("Cannot answer {} {}", request.getMethod(), request.getRequestURI(), e);
        }
        if (!response.isCommitted()) {
            problems.write(
                    request,
                    response,
                    status,
                    code(status),
                    "Cannot answer " + request.getMethod() + " " + request.getRequestURI() + ": "
                            + (status.is5xxServerError() ? "the server failed" : reason(e)));
        }
    }

    private static HttpStatus status(Exception e) {
        if (e instanceof ErrorResponse refused) {
            return HttpStatus.valueOf(refused.getStatusCode().value());
        }
        boolean unreadable = e instanceof HttpMessageNotReadableException || e instanceof TypeMismatchException;
        return unreadable ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    private static String reason(Exception e) {
        return e instanceof ErrorResponse refused
                ? String.valueOf(refused.getBody().getDetail())
                : "the request cannot be read";
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "MALFORMED";
            case NOT_FOUND -> "NOT_FOUND";
            default -> status.name();
        };
    }
}
