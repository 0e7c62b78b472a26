package io.kontor.dataplane.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All sources of an instance by resource; a resource may have one of each kind. Immutable once started. */
public final class Sources implements AutoCloseable {

    private final Map<String, ProcessSource> algorithms = new HashMap<>();
    private final Map<String, DocumentSource> documents = new HashMap<>();
    private final Map<String, ObjectSource> objects = new HashMap<>();

    /**
     * Adds a source.
     *
     * @throws SourceConfigurationException when the resource has one of that kind already
     */
    public Sources add(String resourceId, ResourceSource source) {
        Object present;
        if (source instanceof ProcessSource process) {
            present = algorithms.putIfAbsent(resourceId, process);
        } else if (source instanceof DocumentSource document) {
            present = documents.putIfAbsent(resourceId, document);
        } else {
            present = objects.putIfAbsent(resourceId, (ObjectSource) source);
        }
        if (present != null) {
            throw new SourceConfigurationException(
                    "Cannot serve resource " + resourceId + ": two sources of one kind are configured for it");
        }
        return this;
    }

    /** The algorithms of a resource. */
    public Optional<ProcessSource> algorithms(String resourceId) {
        return Optional.ofNullable(algorithms.get(resourceId));
    }

    /** The documents of a resource. */
    public Optional<DocumentSource> documents(String resourceId) {
        return Optional.ofNullable(documents.get(resourceId));
    }

    /** The objects of a resource. */
    public Optional<ObjectSource> objects(String resourceId) {
        return Optional.ofNullable(objects.get(resourceId));
    }

    @Override
    public void close() {
        closeAll(algorithms.values());
        closeAll(documents.values());
        closeAll(objects.values());
    }

    private static void closeAll(Collection<? extends ResourceSource> sources) {
        sources.forEach(ResourceSource::close);
    }
}
