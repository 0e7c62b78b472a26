package io.kontor.dataplane.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Method and path to handler; {@code {name}} stands for one segment. Filled before the start, read-only afterwards. */
public final class Routes {

    private record Route(String method, List<String> segments, Consumer<Exchange> handler) {}

    /**
     * A route that fits.
     *
     * @param handler what handles it
     * @param variables segments by name
     */
    record Match(Consumer<Exchange> handler, Map<String, String> variables) {}

    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Map<String, Match>> fixed = new HashMap<>();

    /** Adds a route. */
    public Routes on(String method, String path, Consumer<Exchange> handler) {
        boolean first = routes.stream()
                .noneMatch(route -> route.method.equals(method)
                        && variables(route.segments, segments(path)).isPresent());
        routes.add(new Route(method, segments(path), handler));
        if (first && path.indexOf('{') < 0) {
            fixed.computeIfAbsent(method, key -> new HashMap<>()).put(path, new Match(handler, Map.of()));
        }
        return this;
    }

    Optional<Match> match(String method, String path) {
        Match known = fixed.getOrDefault(method, Map.of()).get(path);
        if (known != null) {
            return Optional.of(known);
        }
        List<String> segments = segments(path);
        for (Route route : routes) {
            if (route.method.equals(method)) {
                Optional<Map<String, String>> variables = variables(route.segments, segments);
                if (variables.isPresent()) {
                    return Optional.of(new Match(route.handler, variables.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Methods that the path takes, for the header {@code Allow}; empty when the path is unknown. */
    List<String> methods(String path) {
        TreeSet<String> methods = new TreeSet<>();
        List<String> segments = segments(path);
        for (Route route : routes) {
            if (variables(route.segments, segments).isPresent()) {
                methods.add(route.method);
            }
        }
        return List.copyOf(methods);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static Optional<Map<String, String>> variables(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).startsWith("{")) {
                variables.put(pattern.get(i).substring(1, pattern.get(i).length() - 1), segments.get(i));
            } else if (!pattern.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
