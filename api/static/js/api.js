// Shows the document of the REST interface; nothing is asked of another host.
const place = document.getElementById("document");
window.SwaggerUIBundle({
  url: place.dataset.address,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers["X-CSRFToken"] = place.dataset.token;
    return request;
  },
});
