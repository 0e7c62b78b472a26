package io.kontor.dataplane.control;

import io.kontor.dataplane.call.ServedGrants;
import io.kontor.dataplane.store.SmallFile;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The flows of this data plane, kept in one small file that is replaced atomically (DPL-34). Terminated flows are kept up to a bound, so
 * that a late message finds them. Thread-safe; writing blocks.
 */
final class FlowStore implements ServedGrants {

    private static final int MAX_ENDED = 1_000;

    private final SmallFile file;
    private volatile Map<String, Flow> flows;
    private volatile Map<String, String> started;

    private FlowStore(SmallFile file, Map<String, Flow> flows) {
        this.file = file;
        this.flows = flows;
        this.started = started(flows);
    }

    /** Resource by agreement of the flows that are started. */
    private static Map<String, String> started(Map<String, Flow> flows) {
        return flows.values().stream()
                .filter(flow -> flow.state() == FlowState.STARTED)
                .collect(Collectors.toUnmodifiableMap(Flow::grantId, Flow::resourceId, (one, other) -> one));
    }

    /** Reads the file, or begins an empty one. */
    static FlowStore open(Path path) {
        SmallFile file = new SmallFile(path);
        Map<String, Flow> flows = new TreeMap<>();
        file.read()
                .ifPresent(json ->
                        json.array("flows").objects(Flow::fromJson).forEach(flow -> flows.put(flow.processId(), flow)));
        return new FlowStore(file, Map.copyOf(flows));
    }

    @Override
    public Optional<String> resourceOf(String grantId) {
        return Optional.ofNullable(started.get(grantId));
    }

    Optional<Flow> find(String processId) {
        return Optional.ofNullable(flows.get(processId));
    }

    Collection<Flow> all() {
        return new TreeMap<>(flows).values();
    }

    /** Keeps a flow; durable when this returns. */
    synchronized void put(Flow flow) {
        replace(List.of(flow));
    }

    /** Ends all flows of a grant. */
    synchronized void terminateAll(String grantId) {
        replace(flows.values().stream()
                .filter(flow -> flow.grantId().equals(grantId) && flow.state() != FlowState.TERMINATED)
                .map(flow -> flow.in(FlowState.TERMINATED))
                .toList());
    }

    private void replace(List<Flow> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Map<String, Flow> next = new TreeMap<>(flows);
        changed.forEach(flow -> next.put(flow.processId(), flow));
        List<String> ended = next.values().stream()
                .filter(flow -> flow.state() == FlowState.TERMINATED)
                .map(Flow::processId)
                .toList();
        ended.stream().limit(Math.max(0, ended.size() - MAX_ENDED)).forEach(next::remove);
        file.write(JsonObject.builder()
                .put("flows", JsonArray.ofObjects(next.values(), Flow::toJson))
                .build());
        flows = Map.copyOf(next);
        started = started(next);
    }
}
