// What people write in Go: a handler of net/http, go-github's own check of the signature, SendMessage by the AWS SDK, and only then 200.
package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/google/go-github/v74/github"
)

type message struct {
	Event string `json:"event"`
	Body  string `json:"body"`
}

func main() {
	settings, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	client := sqs.NewFromConfig(settings)
	secret := []byte(os.Getenv("WEBHOOK_SECRET"))
	queueURL := os.Getenv("SQS_QUEUE_URL")

	http.HandleFunc("POST /hooks/github", func(answer http.ResponseWriter, request *http.Request) {
		payload, err := github.ValidatePayload(request, secret)
		if err != nil {
			answer.WriteHeader(http.StatusUnauthorized)
			return
		}
		text, err := json.Marshal(message{github.WebHookType(request), base64.StdEncoding.EncodeToString(payload)})
		if err != nil {
			answer.WriteHeader(http.StatusInternalServerError)
			return
		}
		kept := string(text)
		if _, err := client.SendMessage(request.Context(), &sqs.SendMessageInput{QueueUrl: &queueURL, MessageBody: &kept}); err != nil {
			answer.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		answer.WriteHeader(http.StatusOK)
	})
	log.Fatal(http.ListenAndServe(os.Getenv("LISTEN"), nil))
}
