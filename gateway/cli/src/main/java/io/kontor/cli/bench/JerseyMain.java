package io.kontor.cli.bench;

import io.kontor.dataplane.synthetic.SyntheticSource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * The second yardstick: {@code JerseyMain PORT BYTES} answers each call with as many synthetic bytes by Jetty and Jersey, the stack of the
 * control plane, with nothing decided or counted. Its libraries are the control plane's.
 */
final class JerseyMain {

    private JerseyMain() {}

    /** Takes the body and answers the bytes. */
    @Path("/v1/calls")
    public static final class Calls {

        private final byte[] answer;

        Calls(byte[] answer) {
            this.answer = answer;
        }

        /** A call. */
        @POST
        @Consumes("application/json")
        @Produces("application/json")
        public byte[] call(byte[] body) {
            return body.length == 0 ? body : answer;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        ResourceConfig resources =
                new ResourceConfig().register(new Calls(SyntheticSource.body(Integer.parseInt(arguments[1]))));
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new ServletContainer(resources)), "/*");
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(context);
        server.start();
        System.out.println("READY " + port);
        server.join();
    }
}
