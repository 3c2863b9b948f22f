sentry.example.com
*.example.com