package io.kontor.app.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Writes problem details (RFC 9457) where no controller is at work. */
@Component
public class ProblemWriter {

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** A problem with its code. */
    public static ProblemDetail problem(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code);
        return problem;
    }

    /**
     * Answers a request of the API, and one that takes no pages, with the problem, any other with the error page of that status; what was
     * posted leads back to its form.
     */
    public void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        if (!request.getRequestURI().startsWith("/api/") && takesPages(request)) {
            request.setAttribute("problemCode", code);
            request.setAttribute("problemDetail", detail);
            if (request.getMethod().equals("POST")) {
                request.setAttribute("problemForm", request.getRequestURI());
            }
            response.sendError(status.value());
            return;
        }
        writeProblem(response, status, code, detail);
    }

    /** Answers a request of which not even the parameters can be read; an error page would have to read them. */
    public void writeUnreadable(HttpServletResponse response) throws IOException {
        writeProblem(
                response,
                HttpStatus.BAD_REQUEST,
                "MALFORMED",
                "Cannot read request: its path, a header or a parameter holds what none may hold");
    }

    private void writeProblem(HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem(status, code, detail));
    }

    /** Whoever cannot be shown a page would get a status without its reason. */
    private static boolean takesPages(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        try {
            return accepted == null
                    || MediaType.parseMediaTypes(accepted).stream().anyMatch(MediaType.TEXT_HTML::isCompatibleWith);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
