package io.kontor.client.resource;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.json.JsonObject;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceCodec;

/** Registered resources on the ledger. */
public final class ResourceLedger {

    private final Ledger ledger;

    public ResourceLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Submits a resource for registration. */
    public Recorded<Resource> register(Resource resource) {
        return Recorded.of(ledger.submit("resource:register", ResourceCodec.toJson(resource)), ResourceCodec::fromJson);
    }

    /** Registers a resource and gives its code. */
    public Recorded<Resource> code(String resourceId) {
        JsonObject argument = JsonObject.builder().put("resourceId", resourceId).build();
        return Recorded.of(ledger.submit("resource:code", argument), ResourceCodec::fromJson);
    }

    /** Rejects a registration. */
    public Recorded<Resource> reject(String resourceId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("resourceId", resourceId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("resource:reject", argument), ResourceCodec::fromJson);
    }

    /** Recognises a registration in another city. */
    public Recorded<Resource> recognise(String resourceId, String cityId) {
        JsonObject argument = JsonObject.builder()
                .put("resourceId", resourceId)
                .put("cityId", cityId)
                .build();
        return Recorded.of(ledger.submit("resource:recognise", argument), ResourceCodec::fromJson);
    }

    /** A resource. */
    public Resource resource(String resourceId) {
        return ResourceCodec.fromJson(ledger.evaluate(
                "resource:get",
                JsonObject.builder().put("resourceId", resourceId).build()));
    }
}
