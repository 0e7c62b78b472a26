package io.kontor.dataplane.control;

import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonObject;

/**
 * One transfer that the control plane started here.
 *
 * @param processId the control plane's identifier of the transfer
 * @param grantId the shared agreement id
 * @param resourceId resource of the grant
 * @param state state
 */
record Flow(String processId, String grantId, String resourceId, FlowState state) {

    Flow {
        Ids.require("process id", processId);
        Ids.require("grant id", grantId);
        Ids.require("resource id", resourceId);
    }

    Flow in(FlowState other) {
        return new Flow(processId, grantId, resourceId, other);
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("processId", processId)
                .put("grantId", grantId)
                .put("resourceId", resourceId)
                .put("state", state)
                .build();
    }

    static Flow fromJson(JsonObject json) {
        return new Flow(
                json.string("processId"),
                json.string("grantId"),
                json.string("resourceId"),
                json.constant("state", FlowState.class));
    }
}
