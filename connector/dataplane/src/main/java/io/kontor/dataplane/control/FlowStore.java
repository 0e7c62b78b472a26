package io.kontor.dataplane.control;

import io.kontor.dataplane.call.ServedGrants;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The flows of this data plane, kept in one small file that is replaced atomically (DPL-34). Terminated flows are kept up to a bound, so
 * that a late message finds them. Thread-safe; writing blocks.
 */
final class FlowStore implements ServedGrants {

    private static final int MAX_ENDED = 1_000;

    private final Path file;
    private volatile Map<String, Flow> flows;

    private FlowStore(Path file, Map<String, Flow> flows) {
        this.file = file;
        this.flows = flows;
    }

    /** Reads the file, or begins an empty one. */
    static FlowStore open(Path file) {
        Map<String, Flow> flows = new TreeMap<>();
        try {
            JsonObject json = CanonicalJson.parse(Files.readAllBytes(file)).named("flows");
            json.array("flows").objects(Flow::fromJson).forEach(flow -> flows.put(flow.processId(), flow));
        } catch (NoSuchFileException e) {
            return new FlowStore(file, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read flows from " + file, e);
        } catch (MalformedException e) {
            throw new IllegalStateException("Cannot read flows from " + file + ": " + e.getMessage(), e);
        }
        return new FlowStore(file, Map.copyOf(flows));
    }

    @Override
    public Optional<String> resourceOf(String grantId) {
        return flows.values().stream()
                .filter(flow ->
                        flow.state() == FlowState.STARTED && flow.grantId().equals(grantId))
                .map(Flow::resourceId)
                .findFirst();
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
        write(next.values());
        flows = Map.copyOf(next);
    }

    private void write(Collection<Flow> all) {
        JsonObject json = JsonObject.builder()
                .put("flows", JsonArray.ofObjects(all, Flow::toJson))
                .build();
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(CanonicalJson.bytes(json));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write flows to " + file, e);
        }
    }
}
